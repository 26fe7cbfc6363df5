#ifndef GRADUS_PROCESS_H
#define GRADUS_PROCESS_H

#include <sys/types.h>

// Starts programs with the calls of the C library that Swift does not see, and ends this one where it can have no thread.

/// A program that was started, and our ends of its pipes, which no other program inherits.
typedef struct gradus_child {
  pid_t process;
  /// Leads to its standard input and does not block; -1 if it was given none.
  int input;
  int output, errors;
} gradus_child;

/// Starts a program in a process group of its own, with no descriptors but its standard streams, no signal blocked, and SIGPIPE as
/// usual. `arguments` and `environment` end with NULL; both and `folder`, its working directory or NULL for ours, are the
/// caller's. Without `has_input` it reads nothing. `*child` is written on success only; its descriptors are the caller's to
/// close, its process the caller's to collect. Returns 0 or an error number; then nothing is left behind.
int gradus_spawn(
    const char *_Nonnull program, char *_Nullable const *_Nonnull arguments, char *_Nullable const *_Nonnull environment,
    const char *_Nullable folder, int has_input, gradus_child *_Nonnull child);

/// Gives the machine back the memory that this program has freed, where its C library keeps it.
void gradus_give_back(void);

/// The work before this program ends because the machine has given it no thread for twenty seconds; it ends with code 70.
typedef void (*gradus_last_act)(void);
void gradus_before_end(gradus_last_act _Nonnull act);

#endif
