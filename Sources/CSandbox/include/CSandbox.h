// Restrictions that a process puts on itself before it runs a stranger's program,
// and its report of where that program stopped.
#ifndef GRADUS_CSANDBOX_H
#define GRADUS_CSANDBOX_H

#include <stddef.h>
#include <stdint.h>

/// The limits of one process. 0 leaves a limit as it is.
typedef struct gradus_limits {
  /// Processor time in seconds; SIGXCPU arrives then. The host ends whoever goes on.
  uint64_t cpu_seconds;
  /// Address space in bytes.
  uint64_t memory_bytes;
  /// The largest file that may be written, in bytes; does not concern pipes.
  uint64_t file_bytes;
  /// The number of descriptors that may be open.
  uint64_t open_files;
} gradus_limits;

/// Sets resource limits on this process and switches core files off. They hold for every program it starts.
/// Returns 0, or the error number of the first limit that could not be set.
int gradus_limit(const gradus_limits *_Nonnull limits);

/// Forbids new privileges, drops every capability for good, root's too, and makes this process's memory unreadable to
/// others of the same user. Returns 0 or an error number.
int gradus_give_up_privileges(void);

/// Has the kernel kill this process when its parent ends, whatever the parent dies of and whatever signals are ignored
/// here. Processes that it forks do not inherit this. Returns 0 or an error number.
int gradus_die_with_parent(void);

/// Returns the version of Landlock that the kernel offers; 0 if it has none.
int gradus_landlock_version(void);

/// Shuts this process off from every file except those listed, with Landlock, for good. The readable ones, files or
/// whole folders, may be read and executed; below the writable folders anything may be made. TCP, abstract sockets and
/// signals to other processes are shut off too, if the kernel knows how. Missing paths are skipped.
/// Returns 0 or an error number; ENOSYS without Landlock.
int gradus_restrict_files(
    const char *_Nonnull const *_Nullable readable, size_t readable_count,
    const char *_Nonnull const *_Nullable writable, size_t writable_count);

/// Programs that a filter of system calls is for.
typedef enum gradus_filter {
  /// A worker: no processes, no threads, no sockets, no changes to files. A refused call stops the program with SIGSYS.
  GRADUS_FILTER_WORKER = 0,
  /// A compiler, linker or symbolizer: threads and files too, and it may execute. A refused call is an error.
  GRADUS_FILTER_TOOL = 1,
} gradus_filter;

/// Refuses every system call that is not on the list, for good. Returns 0 or an error number.
int gradus_filter_calls(gradus_filter kind);

/// Forbids more once the plugin is loaded: no file may be mapped, opened or asked for by its path (EACCES). (Memory
/// never becomes code in a worker.) Returns 0 or an error number.
int gradus_filter_loaded(void);

/// Moves the protocol out of the way of a program that prints. Afterwards `*in` and `*out` are new descriptors for what
/// was standard input and output, standard input is empty,
/// and standard output goes where standard error goes, line by line.
/// Returns 0 or an error number.
int gradus_take_standard_streams(int *_Nonnull in, int *_Nonnull out);

/// Writes out everything that the program printed and that is still buffered in this process.
void gradus_flush_output(void);

/// Installs handlers that write one crash frame to `out` when the program stops on a signal, runs out of processor time, or
/// is interrupted by the host. The host interrupts by sending anything on `in` while a call runs (see
/// `gradus_watch_call`). Call it once, before the process is sealed. Returns 0 or an error number.
int gradus_watch(int in, int out);

/// Names the plugin: the library that `symbol` lies in. Addresses in a crash frame are relative to its load address;
/// before this call a frame has none.
void gradus_watch_library(const void *_Nonnull symbol);

/// Notes that a call into the plugin begins (1) or has ended (0). Only in between does an arrival on `in` interrupt.
void gradus_watch_call(int running);

/// Holds back (1) the interruptions from outside, the host's and the processor limit's, or lets them through (0): a
/// crash frame in the middle of another frame could not be read.
void gradus_hold_interruptions(int held);

/// The reason for a crash frame.
enum {
  /// A signal of the program's own doing.
  GRADUS_STOPPED_BY_SIGNAL = 0,
  /// The stack ran into its end.
  GRADUS_STOPPED_BY_STACK_OVERFLOW = 1,
  /// The host's time limit.
  GRADUS_STOPPED_BY_HOST = 2,
  /// The processor time limit.
  GRADUS_STOPPED_BY_CPU_LIMIT = 3,
  /// The filter: memory was to become code.
  GRADUS_STOPPED_BY_MAKING_CODE = 4,
};

/// The most addresses that a crash frame holds.
#define GRADUS_CRASH_ADDRESSES 32

/// The size of the largest crash frame.
#define GRADUS_CRASH_FRAME_BYTES (4 + 1 + 4 + 1 + 1 + 8 * GRADUS_CRASH_ADDRESSES)

/// Lays out a crash frame as the worker protocol has it; `count` is cut at `GRADUS_CRASH_ADDRESSES`. Safe in a signal
/// handler. Returns its size, at most `GRADUS_CRASH_FRAME_BYTES`.
size_t gradus_crash_frame(
    uint8_t *_Nonnull buffer, int32_t signal, uint8_t reason, const uint64_t *_Nullable addresses, size_t count);

#endif
