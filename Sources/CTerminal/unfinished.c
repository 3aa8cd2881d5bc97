#include "CTerminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int deadly[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGXFSZ};
enum { DEADLY = sizeof deadly / sizeof *deadly };

static struct sigaction before[DEADLY];
static char *volatile unfinished;

static void on_end(int signal) {
    if (unfinished) unlink(unfinished);
    cterminal_die(signal);
}

void cterminal_unlink_at_end(const char *path) {
    char *old = unfinished;
    if (old)
        for (int i = 0; i < DEADLY; i++) sigaction(deadly[i], &before[i], NULL);
    unfinished = path ? strdup(path) : NULL;
    free(old);
    if (!unfinished) return;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_end;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < DEADLY; i++) {
        sigaction(deadly[i], NULL, &before[i]);
        // What is ignored from outside (`nohup`) stays so.
        if (before[i].sa_handler != SIG_IGN) sigaction(deadly[i], &action, NULL);
    }
}
