#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static const int caught[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};
static const int traps[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
enum { CAUGHT = sizeof caught / sizeof *caught, TRAPS = sizeof traps / sizeof *traps };

static struct sigaction caught_before[CAUGHT], traps_before[TRAPS];
static struct termios modes;
static uint8_t prepared[CTERMINAL_BYTES];
static size_t prepared_count;
static int input_descriptor = -1, output_descriptor = -1;
static int ends[2] = {-1, -1};
static volatile sig_atomic_t is_open, is_entered, ending;
// A trap may be the end of the stack, so its handler has one of its own.
static uint8_t trap_stack[64 * 1024];
static stack_t stack_before;

static int put(const uint8_t *bytes, size_t count, int patiently) {
    while (count > 0) {
        // A terminal that takes nothing must not keep a dying process alive.
        if (!patiently) {
            struct pollfd place = {.fd = output_descriptor, .events = POLLOUT};
            if (poll(&place, 1, 0) <= 0 || !(place.revents & POLLOUT)) return -1;
        }
        ssize_t written = write(output_descriptor, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN && patiently) {
            struct pollfd place = {.fd = output_descriptor, .events = POLLOUT};
            poll(&place, 1, 100);
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return 0;
}

static int restore(int patiently) {
    if (!is_entered) return 0;
    is_entered = 0;
    int failed = put(prepared, prepared_count, patiently && !ending);
    while (tcsetattr(input_descriptor, TCSANOW, &modes) != 0)
        if (errno != EINTR) return -1;
    return failed;
}

static void on_trap(int signal) {
    // Not handed on to the handler before: Swift's own handler would ask a question and wait for a key.
    restore(0);
    cterminal_die(signal);
}

static void on_signal(int signal) {
    int error = errno;
    if (signal == SIGHUP || signal == SIGINT || signal == SIGQUIT || signal == SIGTERM) {
        // Asked twice: the program is busy, so it is done here.
        if (ending) {
            restore(0);
            cterminal_die(signal);
        }
        ending = signal;
    }
    uint8_t number = (uint8_t)signal;
    // The pipe is never full of anything but signals, and then one more tells nothing new.
    if (write(ends[1], &number, 1) < 0) errno = error;
    errno = error;
}

static int catch(int signal, struct sigaction *before) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    if (sigaction(signal, NULL, before) != 0) return -1;
    // What is ignored from outside (`nohup`) stays so.
    if (before->sa_handler == SIG_IGN && signal != SIGWINCH && signal != SIGCONT) return 0;
    return sigaction(signal, &action, NULL);
}

int cterminal_open(int input, int output, const uint8_t *leave, size_t count) {
    if (is_open || count > CTERMINAL_BYTES) {
        errno = EBUSY;
        return -1;
    }
    if (tcgetattr(input, &modes) != 0) return -1;
    if (pipe(ends) != 0) return -1;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    input_descriptor = input;
    output_descriptor = output;
    memcpy(prepared, leave, count);
    prepared_count = count;
    ending = 0;
    is_open = 1;
    for (int i = 0; i < CAUGHT; i++) catch(caught[i], &caught_before[i]);
    stack_t stack = {.ss_sp = trap_stack, .ss_size = sizeof trap_stack};
    sigaltstack(&stack, &stack_before);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_trap;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < TRAPS; i++) sigaction(traps[i], &action, &traps_before[i]);
    return ends[0];
}

int cterminal_enter(void) {
    struct termios raw = modes;
    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN);
    raw.c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
    raw.c_cflag |= CS8;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    is_entered = 1;
    while (tcsetattr(input_descriptor, TCSANOW, &raw) != 0)
        if (errno != EINTR || ending) return -1;
    return 0;
}

int cterminal_leave(void) { return restore(1); }

void cterminal_close(void) {
    if (!is_open) return;
    restore(1);
    is_open = 0;
    for (int i = 0; i < CAUGHT; i++) sigaction(caught[i], &caught_before[i], NULL);
    for (int i = 0; i < TRAPS; i++) sigaction(traps[i], &traps_before[i], NULL);
    stack_before.ss_flags |= stack_before.ss_sp ? 0 : SS_DISABLE;
    sigaltstack(&stack_before, NULL);
    close(ends[0]);
    close(ends[1]);
}

void cterminal_stop(void) {
    struct sigaction plain, ours;
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    sigemptyset(&plain.sa_mask);
    if (sigaction(SIGTSTP, &plain, &ours) != 0) return;
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}

void cterminal_die(int signal) {
    struct sigaction plain;
    memset(&plain, 0, sizeof plain);
    plain.sa_handler = SIG_DFL;
    sigemptyset(&plain.sa_mask);
    sigaction(signal, &plain, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    raise(signal);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    _exit(128 + signal);
}

int cterminal_ending(void) { return ending; }

int cterminal_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}
