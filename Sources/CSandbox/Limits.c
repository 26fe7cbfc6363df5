#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Lowers a limit, soft and hard, without ever trying to raise a hard one.
static int lower(int resource, uint64_t soft, uint64_t hard) {
  struct rlimit present;
  if (getrlimit(resource, &present) != 0) return errno;
  struct rlimit wanted = {.rlim_cur = soft, .rlim_max = hard};
  if (present.rlim_max != RLIM_INFINITY && wanted.rlim_max > present.rlim_max) wanted.rlim_max = present.rlim_max;
  if (wanted.rlim_cur > wanted.rlim_max) wanted.rlim_cur = wanted.rlim_max;
  return setrlimit(resource, &wanted) == 0 ? 0 : errno;
}

int gradus_limit(const gradus_limits *limits) {
  int error = lower(RLIMIT_CORE, 0, 0);
  // No hard limit: the kernel counts by ticks, and would kill a program that only seems to have computed. Whoever holds
  // the signal up is ended by the host, by the time that was really used.
  if (!error && limits->cpu_seconds) error = lower(RLIMIT_CPU, limits->cpu_seconds, RLIM_INFINITY);
  if (!error && limits->memory_bytes) error = lower(RLIMIT_AS, limits->memory_bytes, limits->memory_bytes);
  if (!error && limits->file_bytes) error = lower(RLIMIT_FSIZE, limits->file_bytes, limits->file_bytes);
  if (!error && limits->open_files) error = lower(RLIMIT_NOFILE, limits->open_files, limits->open_files);
  return error;
}

int gradus_give_up_privileges(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  // Without new privileges a program that root executes does not get them back.
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0, 0, 0}};
  if (syscall(SYS_capset, &header, none) != 0) return errno;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

int gradus_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 ? 0 : errno; }

int gradus_take_standard_streams(int *in, int *out) {
  int input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  if (input < 0) return errno;
  int output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (output < 0) return errno;
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) {
    if (dup2(nothing, STDIN_FILENO) < 0) return errno;
    close(nothing);
  } else {
    close(STDIN_FILENO);
  }
  if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return errno;
  // A pipe is fully buffered by default, and what a crash leaves in the buffer would be lost to the student.
  setvbuf(stdout, NULL, _IOLBF, 0);
  *in = input;
  *out = output;
  return 0;
}

void gradus_flush_output(void) { fflush(NULL); }
