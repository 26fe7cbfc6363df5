// Starts a program under limits and, where asked, sealed:
//   gradus-limit CPU-SECONDS MEMORY-BYTES FILE-BYTES OPEN-FILES [-r PATH]... [-w PATH]... [-s] -- PROGRAM [ARGUMENT...]
// -r, -w: all files are shut away but those that are named, to read and execute or to write. -s: system calls are filtered.
//   gradus-limit --group FOLDER -- PROGRAM [ARGUMENT...]
// Starts the program in a control group, which is a folder of the kernel's.
//   gradus-limit --probe
// Puts each layer on itself, tries what it should stop, and prints what it found.
//
// A library for starting processes cannot do this between fork and exec, and doing it in ourselves would bind us too.
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
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
  if (!error && socket(AF_INET, SOCK_DGRAM, 0) >= 0) error = EPERM;
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
      "PROGRAM [ARGUMENT...]\n       gradus-limit --group FOLDER -- PROGRAM [ARGUMENT...]\n       gradus-limit --probe\n",
      stderr);
  return 64;
}

/// Moves this process into a control group and executes the rest of the arguments.
static int enter(const char *folder, char **line) {
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/cgroup.procs", folder);
  int file = length > 0 && (size_t)length < sizeof path ? open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644) : -1;
  // 0 is whoever writes.
  if (file < 0 || write(file, "0", 1) != 1) {
    fprintf(stderr, "gradus-limit: cannot enter the group %s: %s\n", folder, strerror(errno));
    return 70;
  }
  close(file);
  execv(line[0], line);
  fprintf(stderr, "gradus-limit: cannot start %s: %s\n", line[0], strerror(errno));
  return 70;
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
  const char **readable = calloc((size_t)count, sizeof *readable), **writable = calloc((size_t)count, sizeof *writable);
  if (!readable || !writable) return 70;
  size_t readable_count = 0, writable_count = 0;
  int filters = 0, at = 5;
  for (; at < count && strcmp(arguments[at], "--") != 0; at++) {
    if (strcmp(arguments[at], "-s") == 0) {
      filters = 1;
    } else if (strcmp(arguments[at], "-r") == 0 && at + 1 < count) {
      readable[readable_count++] = arguments[++at];
    } else if (strcmp(arguments[at], "-w") == 0 && at + 1 < count) {
      writable[writable_count++] = arguments[++at];
    } else {
      return usage();
    }
  }
  if (at + 1 >= count) return usage();
  int error = gradus_give_up_privileges();
  if (!error) error = gradus_limit(&limits);
  if (!error && (readable_count || writable_count)) {
    error = gradus_restrict_files(readable, readable_count, writable, writable_count);
  }
  if (!error && filters) error = gradus_filter_calls(GRADUS_FILTER_TOOL);
  if (error) {
    fprintf(stderr, "gradus-limit: cannot limit itself: %s\n", strerror(error));
    return 70;
  }
  execv(arguments[at + 1], arguments + at + 1);
  fprintf(stderr, "gradus-limit: cannot start %s: %s\n", arguments[at + 1], strerror(errno));
  return 70;
}
