#include "CTerminal.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t asked;

static void on_interruption(int signal) {
    (void)signal;
    asked = 1;
}

void cterminal_listen(void) {
    asked = 0;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interruption;
    // Asked twice, the program ends at once.
    action.sa_flags = SA_RESTART | SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    // A parent that blocks the signal hands that down.
    sigset_t heard;
    sigemptyset(&heard);
    sigaddset(&heard, SIGINT);
    sigprocmask(SIG_UNBLOCK, &heard, NULL);
}

int cterminal_interrupted(void) { return asked; }

void cterminal_listen_no_more(void) {
    signal(SIGINT, SIG_DFL);
}
