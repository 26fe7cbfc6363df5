// Starts a program under limits and, if asked, sealed:
//   gradus-limit CPU-SECONDS MEMORY-BYTES FILE-BYTES OPEN-FILES [-r PATH]... [-w PATH]... [-s] -- PROGRAM [ARGUMENT...]
//     [--then [-r PATH]... [-w PATH]... [-s] -- PROGRAM [ARGUMENT...]]
// -r, -w: files to read and execute, or to write; all others are shut away. -s: system calls are filtered.
// --then: a second program, started if the first ends with 0, under the same limits counted anew and sealed for itself.
// The first program prints to standard error. Standard output is the second's, its errors too.
// Each program's output begins with a line end, written just before the program takes this one's place: without it, the
// failure came before any program of a stranger's choosing ran. Exit code 70 is a failure of this program.
//   gradus-limit --group FOLDER -- PROGRAM [ARGUMENT...]
// Starts the program in a control group, which is a folder of the kernel's.
//   gradus-limit --probe
// Puts each layer on itself, tries what it should stop, and prints what it found.
//
// A library for starting processes cannot do this between fork and exec,
// and a host that did it to itself would be bound too.
#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int probe(void) {
  int version = gradus_landlock_version();
  int error = gradus_restrict_files(NULL, 0, NULL, 0);
  if (!error && open("/", O_RDONLY | O_DIRECTORY) >= 0) error = EPERM;
  if (error) {
    printf("files no %s\n", version ? strerror(error) : "the kernel has no Landlock, or it is switched off");
  } else {
    printf("files yes Landlock, version %d\n", version);
  }
  error = gradus_filter_calls(GRADUS_FILTER_TOOL);
  // Calls that would reach another process, the network, or files that are not the tool's own.
  if (!error && socket(AF_INET, SOCK_DGRAM, 0) >= 0) error = EPERM;
  if (!error && syscall(SYS_tgkill, getppid(), getppid(), 0) == 0) error = EPERM;
  if (!error && fcntl(STDOUT_FILENO, F_SETOWN, getpid()) == 0) error = EPERM;
  if (!error && (chmod(".", 0) != -1 || errno != EPERM)) error = EPERM;
  if (!error && (fchmod(STDOUT_FILENO, 0) != -1 || errno != EPERM)) error = EPERM;
  if (!error && (symlink("", "") != -1 || errno != EPERM)) error = EPERM;
  if (!error && (link("", "") != -1 || errno != EPERM)) error = EPERM;
  if (!error && (utimensat(AT_FDCWD, "", NULL, 0) != -1 || errno != EPERM)) error = EPERM;
  // Calls that a tool needs.
  if (!error && (raise(0) != 0 || fcntl(STDOUT_FILENO, F_GETFL) < 0)) error = ENOSYS;
  if (error) {
    printf("calls no %s\n", strerror(error));
  } else {
    printf("calls yes seccomp\n");
  }
  return 0;
}

static int usage(void) {
  fputs(
      "usage: gradus-limit CPU-SECONDS MEMORY-BYTES FILE-BYTES OPEN-FILES [-r PATH]... [-w PATH]... [-s] -- "
      "PROGRAM [ARGUMENT...] [--then [-r PATH]... [-w PATH]... [-s] -- PROGRAM [ARGUMENT...]]\n"
      "       gradus-limit --group FOLDER -- PROGRAM [ARGUMENT...]\n       gradus-limit --probe\n",
      stderr);
  return 64;
}

/// Moves this process into a control group and executes the rest of the arguments.
static int enter(const char *folder, char **line) {
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/cgroup.procs", folder);
  int file = length > 0 && (size_t)length < sizeof path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644) : -1;
  // 0 stands for the process that writes.
  if (file < 0 || write(file, "0", 1) != 1) {
    fprintf(stderr, "gradus-limit: cannot enter the group %s: %s\n", folder, strerror(errno));
    return 70;
  }
  close(file);
  execv(line[0], line);
  fprintf(stderr, "gradus-limit: cannot start %s: %s\n", line[0], strerror(errno));
  return 70;
}

/// A program, and the files and calls that it is shut in with.
typedef struct stage {
  const char **readable, **writable;
  size_t readable_count, writable_count;
  int filters;
  char **line;
} stage;

/// Reads a stage; `*at` moves behind its "--then", or to the end. Returns 0, or -1 if the arguments are not a stage.
static int read_stage(stage *read, int count, char **arguments, int *at) {
  *read = (stage){
      .readable = calloc((size_t)count, sizeof *read->readable), .writable = calloc((size_t)count, sizeof *read->writable)};
  if (!read->readable || !read->writable) return -1;
  int i = *at;
  for (; i < count && strcmp(arguments[i], "--") != 0; i++) {
    if (strcmp(arguments[i], "-s") == 0) {
      read->filters = 1;
    } else if (strcmp(arguments[i], "-r") == 0 && i + 1 < count) {
      read->readable[read->readable_count++] = arguments[++i];
    } else if (strcmp(arguments[i], "-w") == 0 && i + 1 < count) {
      read->writable[read->writable_count++] = arguments[++i];
    } else {
      return -1;
    }
  }
  if (i + 1 >= count) return -1;
  read->line = arguments + i + 1;
  for (i++; i < count; i++) {
    if (strcmp(arguments[i], "--then") != 0) continue;
    arguments[i++] = NULL;
    break;
  }
  *at = i;
  return read->line[0] ? 0 : -1;
}

/// Seals this process and becomes the program, after a line end on standard error. Returns only if that fails, with an
/// exit code.
static int become(const stage *wanted, const gradus_limits *limits) {
  int error = gradus_limit(limits);
  if (!error && (wanted->readable_count || wanted->writable_count)) {
    error = gradus_restrict_files(wanted->readable, wanted->readable_count, wanted->writable, wanted->writable_count);
  }
  if (!error && wanted->filters) error = gradus_filter_calls(GRADUS_FILTER_TOOL);
  if (error) {
    fprintf(stderr, "gradus-limit: cannot limit itself: %s\n", strerror(error));
    return 70;
  }
  if (write(STDERR_FILENO, "\n", 1) != 1) return 70;
  execv(wanted->line[0], wanted->line);
  fprintf(stderr, "gradus-limit: cannot start %s: %s\n", wanted->line[0], strerror(errno));
  return 70;
}

/// Tells if a process used up its processor time, which the kernel measures a little differently when it acts.
static int used_up(const struct rusage *used, const gradus_limits *limits) {
  uint64_t microseconds = (uint64_t)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) * 1000000 +
                          (uint64_t)(used->ru_utime.tv_usec + used->ru_stime.tv_usec);
  return limits->cpu_seconds && microseconds >= limits->cpu_seconds * 950000;
}

/// Runs a program to its end in a process of its own.
/// Returns its exit code, or 128 and the signal's number after a signal or for a limit of time that it ended at.
static int run(const stage *wanted, const gradus_limits *limits) {
  pid_t child = fork();
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);
    // A fork does not inherit this.
    if (gradus_die_with_parent() != 0) _exit(70);
    _exit(become(wanted, limits));
  }
  int status = 0;
  struct rusage used = {0};
  while (child > 0 && wait4(child, &status, 0, &used) < 0) {
    if (errno != EINTR) child = -1;
  }
  if (child < 0) {
    fprintf(stderr, "gradus-limit: cannot start a process: %s\n", strerror(errno));
    return 70;
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
  // A program can take the signal of its limit for a crash, and end in any way. Only the time
  // that was used tells; any other end comes from outside and is not the program's doing.
  if (used_up(&used, limits)) return 128 + SIGXCPU;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "--probe") == 0) return probe();
  if (count > 4 && strcmp(arguments[1], "--group") == 0 && strcmp(arguments[3], "--") == 0) {
    return enter(arguments[2], arguments + 4);
  }
  if (count < 7) return usage();
  const gradus_limits limits = {
      .cpu_seconds = strtoull(arguments[1], NULL, 10),
      .memory_bytes = strtoull(arguments[2], NULL, 10),
      .file_bytes = strtoull(arguments[3], NULL, 10),
      .open_files = strtoull(arguments[4], NULL, 10),
  };
  stage first, second;
  int at = 5, has_second = 0;
  if (read_stage(&first, count, arguments, &at) != 0) return usage();
  has_second = at < count;
  if (has_second && (read_stage(&second, count, arguments, &at) != 0 || at < count)) return usage();
  int error = gradus_give_up_privileges();
  if (!error) error = gradus_die_with_parent();
  if (error) {
    fprintf(stderr, "gradus-limit: cannot limit itself: %s\n", strerror(error));
    return 70;
  }
  if (!has_second) return become(&first, &limits);
  int code = run(&first, &limits);
  if (code != 0) return code;
  dup2(STDOUT_FILENO, STDERR_FILENO);
  return become(&second, &limits);
}
