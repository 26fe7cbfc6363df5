#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Filters are generated from lists of calls by their names in the C library's headers, so that each processor gets its own
// numbers. A call that is in no list is refused.

#if defined(__x86_64__)
static const uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
static const uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
static const uint32_t architecture = 0;
#endif

#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS 0x80000000U
#endif

#define COUNT(list) (sizeof(list) / sizeof *(list))

/// Calls that any program needs, for its memory, its own signals, the clock, open descriptors,
/// reading what it may open.
static const int common[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_lseek, SYS_close, SYS_fstat, SYS_newfstatat, SYS_openat,
    SYS_getdents64, SYS_faccessat, SYS_readlinkat, SYS_munmap, SYS_mremap, SYS_brk, SYS_futex,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday, SYS_getrandom,
    SYS_gettid, SYS_getpid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_sched_yield, SYS_sched_getaffinity,
    SYS_restart_syscall, SYS_ppoll, SYS_set_robust_list, SYS_set_tid_address, SYS_rseq, SYS_uname,
    SYS_getrusage, SYS_times, SYS_membarrier, SYS_getcwd,
#ifdef SYS_open
    // Calls that newer processors never had.
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_poll, SYS_time, SYS_arch_prctl,
#endif
};

/// Calls that a compiler, a linker and a symbolizer need besides, for files of their own making.
static const int tool[] = {
    SYS_execve, SYS_ftruncate, SYS_fallocate, SYS_pwrite64, SYS_unlinkat, SYS_mkdirat, SYS_renameat, SYS_fsync,
    SYS_fdatasync, SYS_dup, SYS_dup3, SYS_umask, SYS_flock, SYS_statfs, SYS_fstatfs, SYS_fadvise64, SYS_chdir, SYS_msync,
    SYS_getppid, SYS_madvise, SYS_exit, SYS_exit_group, SYS_sysinfo,
#ifdef SYS_renameat2
    SYS_renameat2,
#endif
#ifdef SYS_unlink
    SYS_unlink, SYS_mkdir, SYS_rename, SYS_dup2, SYS_rmdir,
#endif
};

/// Calls that tell of files by their paths. Newer ones stand here by their numbers, which all processors share.
static const int by_path[] = {
    SYS_openat, SYS_newfstatat, SYS_faccessat, SYS_readlinkat, SYS_getdents64, 437 /* openat2 */, 439 /* faccessat2 */,
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef SYS_open
    SYS_open, SYS_stat, SYS_lstat, SYS_access, SYS_readlink,
#endif
};

/// Calls that an honest program may make by way of Foundation: an error is better there than an end. (The attributes of
/// a file; a file that is written beside its place and then moved there; the machine's memory and load, which tell what
/// other programs do.)
static const int declined[] = {
    SYS_sysinfo,
    SYS_mkdirat, SYS_unlinkat, SYS_renameat, SYS_fchmod, SYS_fchmodat, SYS_fsync, SYS_ftruncate, SYS_getxattr, SYS_lgetxattr,
    SYS_fgetxattr, SYS_listxattr, SYS_llistxattr, SYS_flistxattr, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr,
    437 /* openat2 */, 439 /* faccessat2 */,
#ifdef SYS_renameat2
    SYS_renameat2,
#endif
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef SYS_mkdir
    SYS_mkdir, SYS_rmdir, SYS_unlink, SYS_rename, SYS_chmod,
#endif
};

/// A filter under construction.
typedef struct program {
  struct sock_filter code[512];
  size_t count;
} program;

static void add(program *to, uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false) {
  if (to->count < COUNT(to->code)) to->code[to->count] = (struct sock_filter){code, if_true, if_false, value};
  to->count++;
}

static void load(program *to, size_t offset) { add(to, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }
static void answer(program *to, uint32_t action) { add(to, BPF_RET | BPF_K, action, 0, 0); }

/// Answers `action` to a call, whatever its arguments.
static void rule(program *to, int call, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1);
  answer(to, action);
}

// Processors of one byte order only: the lower half of an argument comes first.
static size_t low(int argument) { return offsetof(struct seccomp_data, args) + 8 * (size_t)argument; }
static size_t high(int argument) { return low(argument) + 4; }

/// Allows a call when the lower half of an argument, masked, is a value; else answers `action`.
static void rule_masked(program *to, int call, int argument, uint32_t mask, uint32_t value, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 5);
  load(to, low(argument));
  add(to, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
  add(to, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  answer(to, SECCOMP_RET_ALLOW);
  answer(to, action);
}

/// Allows a call when the lower half of an argument is one of a few values; else answers `action`.
static void rule_among(program *to, int call, int argument, const uint32_t *values, uint8_t count, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, (uint8_t)(count + 3));
  load(to, low(argument));
  for (uint8_t i = 0; i < count; i++) add(to, BPF_JMP | BPF_JEQ | BPF_K, values[i], (uint8_t)(count - i), 0);
  answer(to, action);
  answer(to, SECCOMP_RET_ALLOW);
}

/// Allows a call unless the lower half of an argument, masked, is a value; then answers `action`.
static void rule_except(program *to, int call, int argument, uint32_t mask, uint32_t value, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 5);
  load(to, low(argument));
  add(to, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
  add(to, BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
  answer(to, SECCOMP_RET_ALLOW);
  answer(to, action);
}

/// Answers `action` to a call if the lower half of an argument is a value, else `otherwise`.
static void rule_value(program *to, int call, int argument, uint32_t value, uint32_t action, uint32_t otherwise) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 4);
  load(to, low(argument));
  add(to, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  answer(to, action);
  answer(to, otherwise);
}

/// Allows a signal to a thread of this process, but neither SIGKILL nor SIGSTOP. A program that ends by SIGKILL was
/// therefore killed from outside.
static void rule_own_signals(program *to, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 7);
  load(to, low(0));
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 4);
  load(to, low(2));
  add(to, BPF_JMP | BPF_JEQ | BPF_K, SIGKILL, 2, 0);
  add(to, BPF_JMP | BPF_JEQ | BPF_K, SIGSTOP, 1, 0);
  answer(to, SECCOMP_RET_ALLOW);
  answer(to, action);
}

/// Allows a call when an argument is zero, all 64 bits of it; else answers `action`.
static void rule_zero(program *to, int call, int argument, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 6);
  load(to, low(argument));
  add(to, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3);
  load(to, high(argument));
  add(to, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1);
  answer(to, SECCOMP_RET_ALLOW);
  answer(to, action);
}

/// Allows a mapping unless it is executable and also writable or of no file.
static void rule_mapping(program *to, uint32_t action) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 7);
  load(to, low(2));
  add(to, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 3);
  add(to, BPF_JMP | BPF_JSET | BPF_K, PROT_WRITE, 3, 0);
  load(to, low(3));
  add(to, BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 1, 0);
  answer(to, SECCOMP_RET_ALLOW);
  answer(to, action);
}

/// Allows a mapping that is neither executable nor of a file.
static void rule_loaded_mapping(program *to) {
  add(to, BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 7);
  load(to, low(2));
  add(to, BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 4, 0);
  load(to, low(3));
  add(to, BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 1, 0);
  answer(to, SECCOMP_RET_ERRNO | EACCES);
  answer(to, SECCOMP_RET_ALLOW);
  answer(to, SECCOMP_RET_TRAP);
}

static void begin(program *to) {
  load(to, offsetof(struct seccomp_data, arch));
  // Another architecture's numbers mean other calls. No program that we start uses one.
  add(to, BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0);
  answer(to, SECCOMP_RET_KILL_PROCESS);
  load(to, offsetof(struct seccomp_data, nr));
}

static int install(const program *filter) {
  if (!architecture) return ENOSYS;
  if (filter->count > COUNT(filter->code)) return E2BIG;
  struct sock_fprog loaded = {(unsigned short)filter->count, (struct sock_filter *)filter->code};
  const unsigned int set_filter = 1;
  return syscall(SYS_seccomp, set_filter, 0, &loaded) == 0 ? 0 : errno;
}

int gradus_filter_calls(gradus_filter kind) {
  const uint32_t allow = SECCOMP_RET_ALLOW;
  const int is_worker = kind == GRADUS_FILTER_WORKER;
  // A worker's handler turns the trap into a crash with the student's line; a tool gets an error and goes on.
  const uint32_t refuse = is_worker ? SECCOMP_RET_TRAP : SECCOMP_RET_ERRNO | EPERM;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  program filter = {.count = 0};
  begin(&filter);
  for (size_t i = 0; i < COUNT(common); i++) rule(&filter, common[i], allow);
  // `isatty` and the like get the answer that a pipe gives.
  rule(&filter, SYS_ioctl, SECCOMP_RET_ERRNO | ENOTTY);
  // Newer C libraries name their memory with it, and accept a refusal.
  rule(&filter, SYS_prctl, SECCOMP_RET_ERRNO | EINVAL);
  // A limit may be read, never set.
  rule_zero(&filter, SYS_prlimit64, 2, SECCOMP_RET_ERRNO | EPERM);
  if (is_worker) {
    // Libraries are mapped from files, and no memory becomes code, not even while a library runs its own loading code.
    rule_mapping(&filter, refuse);
    rule_masked(&filter, SYS_mprotect, 2, PROT_EXEC, 0, refuse);
    // `abort` raises a signal in this process. No other may be signalled.
    rule_own_signals(&filter, refuse);
    // Bubblewrap passes a signal on as an exit code like this.
    // No program may pass for one that was killed from outside.
    rule_except(&filter, SYS_exit, 0, 0xff, 128 + SIGKILL, refuse);
    rule_except(&filter, SYS_exit_group, 0, 0xff, 128 + SIGKILL, refuse);
    // Memory may be given back. No advice may fetch a file into the machine's memory or throw it out.
    const uint32_t advice[] = {MADV_DONTNEED, MADV_FREE};
    rule_among(&filter, SYS_madvise, 2, advice, COUNT(advice), SECCOMP_RET_ERRNO | EINVAL);
    rule_masked(&filter, SYS_fcntl, 1, 0xffffffff, F_GETFL, SECCOMP_RET_ERRNO | EPERM);
    for (size_t i = 0; i < COUNT(declined); i++) rule(&filter, declined[i], SECCOMP_RET_ERRNO | EACCES);
    // The C library looks for a service of the machine first when it is asked for a user's name or home.
    rule_value(&filter, SYS_socket, 0, AF_UNIX, SECCOMP_RET_ERRNO | EACCES, refuse);
    // A further filter is allowed: it can only take more away.
    rule_masked(&filter, SYS_seccomp, 0, 0xffffffff, 1, refuse);
  } else {
    for (size_t i = 0; i < COUNT(tool); i++) rule(&filter, tool[i], allow);
    rule(&filter, SYS_mmap, allow);
    rule(&filter, SYS_mprotect, allow);
    // A tool dies of its own signals. The program that is executed keeps this process's number.
    rule_own_signals(&filter, refuse);
    // A tool may choose its own processors, nobody else's.
    rule_zero(&filter, SYS_sched_setaffinity, 0, refuse);
    // F_SETOWN is left out: it chooses the process that is sent a signal when something arrives.
    const uint32_t commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL};
    rule_among(&filter, SYS_fcntl, 1, commands, COUNT(commands), refuse);
    // The times of an open file may be set, not those of a path.
    rule_zero(&filter, SYS_utimensat, 1, refuse);
    // Threads, not processes. The newer call hides its flags in memory.
    // Told that it is missing, the C library uses the older one.
    rule(&filter, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
    rule_masked(&filter, SYS_clone, 0, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM, refuse);
  }
  answer(&filter, refuse);
  return install(&filter);
}

int gradus_filter_loaded(void) {
  program filter = {.count = 0};
  begin(&filter);
  // No code is added after this. (The plugin's loading code may have installed a filter that answers this very call.
  // Then it can still look for files and map them as code, but it sees no more than it saw while loading, and the only file of
  // its making is the plugin itself.)
  rule_loaded_mapping(&filter);
  // No file is opened, looked at or looked for either: the pages of a library that the machine holds in memory, and the
  // time it was last read, could be a message that another run left.
  for (size_t i = 0; i < COUNT(by_path); i++) rule(&filter, by_path[i], SECCOMP_RET_ERRNO | EACCES);
  rule(&filter, SYS_seccomp, SECCOMP_RET_TRAP);
  answer(&filter, SECCOMP_RET_ALLOW);
  return install(&filter);
}
