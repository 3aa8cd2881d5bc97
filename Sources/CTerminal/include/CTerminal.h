// What must be done from inside a signal's handler, where only a few system calls are allowed: put a terminal's modes back
// and write bytes that were prepared, remove a file that is not whole, and note that Ctrl-C was pressed. One terminal and one
// such file a process. All functions but the handlers are for one thread.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { CTERMINAL_BYTES = 256 };  // the most that may be prepared

// Remembers the modes of `input`, and `leave`, the bytes that put the screen back; catches the signals that end, stop,
// continue or resize, which from then on come as their numbers out of a pipe, and the traps. The descriptor to read
// them from, or -1 and errno.
int cterminal_open(int input, int output, const uint8_t *leave, size_t count);
// Raw modes but for the signals of Ctrl-C, Ctrl-Z and Ctrl-\. 0, or -1 and errno.
int cterminal_enter(void);
// The modes as they were, and the prepared bytes, unless that is done already. 0, or -1 and errno.
int cterminal_leave(void);
// Leaves, and gives every signal back to whom it was before.
void cterminal_close(void);
// Stops this process as Ctrl-Z does; returns when it goes on.
void cterminal_stop(void);
// Ends this process by a signal that was caught, as if it had not been.
void cterminal_die(int signal);
// The signal that wants this process to end, or 0.
int cterminal_ending(void);
// Columns and rows; 0, or -1 and errno.
int cterminal_size(int descriptor, int *columns, int *rows);
// From now on a signal that ends this process removes the file of this path first; NULL: no more.
void cterminal_unlink_at_end(const char *path);
// From now on Ctrl-C is noted, and ends this process only when it comes twice; then asks, and ends that.
void cterminal_listen(void);
int cterminal_interrupted(void);
void cterminal_listen_no_more(void);
