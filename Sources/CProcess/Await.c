#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <poll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return 1000LL * time.tv_sec + time.tv_nsec / 1000000;
}

int gradus_await_end(pid_t process, int milliseconds) {
  int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
  if (descriptor < 0) return -1;
  const long long until = now() + milliseconds;
  struct pollfd end = {.fd = descriptor, .events = POLLIN};
  int count;
  do {
    const long long rest = until - now();
    count = poll(&end, 1, rest > 0 ? (int)rest : 0);
  } while (count < 0 && errno == EINTR);
  int error = errno;
  close(descriptor);
  errno = error;
  return count;
}
