// Makes one call of the C library fail in a program that this library is preloaded into:
//   FAULT=CALL:ERROR:FIRST[:COUNT]
// The calls from the FIRST on, COUNT of them (all if it is 0), fail with the error number; each process counts its own. Only a program
// called `gradus` is meant, and not what it starts.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char wanted[32];
static int error, is_on;
static long first, count;
static atomic_long calls;

__attribute__((constructor)) static void begin(void) {
  const char *fault = getenv("FAULT");
  if (!fault || strcmp(program_invocation_short_name, "gradus") != 0) return;
  is_on = sscanf(fault, "%31[^:]:%d:%ld:%ld", wanted, &error, &first, &count) >= 3;
}

/// Returns the error number with which this call is to fail, or 0.
static int fault(const char *name) {
  if (!is_on || strcmp(name, wanted) != 0) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  return number >= first && (count == 0 || number < first + count) ? error : 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(name, failed)        \
  do {                            \
    int found = fault(#name);     \
    if (found) {                  \
      errno = found;              \
      return failed;              \
    }                             \
  } while (0)
#define CODE(name)                \
  do {                            \
    int found = fault(#name);     \
    if (found) return found;      \
  } while (0)

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  FAIL(open, -1);
  return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open"))(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  FAIL(open, -1);
  return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64"))(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  FAIL(openat, -1);
  return ((int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat"))(folder, path, flags, mode);
}

ssize_t read(int file, void *bytes, size_t size) {
  FAIL(read, -1);
  return REAL(read)(file, bytes, size);
}

ssize_t write(int file, const void *bytes, size_t size) {
  FAIL(write, -1);
  return REAL(write)(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
  FAIL(pwrite, -1);
  return REAL(pwrite)(file, bytes, size, at);
}

int pipe(int ends[2]) {
  FAIL(pipe, -1);
  return REAL(pipe)(ends);
}

int pipe2(int ends[2], int flags) {
  FAIL(pipe2, -1);
  return REAL(pipe2)(ends, flags);
}

int dup(int file) {
  FAIL(dup, -1);
  return REAL(dup)(file);
}

int fcntl(int file, int command, ...) {
  va_list more;
  va_start(more, command);
  void *argument = va_arg(more, void *);
  va_end(more);
  FAIL(fcntl, -1);
  return ((int (*)(int, int, ...))dlsym(RTLD_NEXT, "fcntl"))(file, command, argument);
}

int poll(struct pollfd *files, nfds_t number, int wait) {
  FAIL(poll, -1);
  return REAL(poll)(files, number, wait);
}

int posix_spawn(
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
    char *const words[], char *const variables[]) {
  CODE(posix_spawn);
  return REAL(posix_spawn)(process, path, actions, attributes, words, variables);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *context) {
  CODE(pthread_create);
  return REAL(pthread_create)(thread, attributes, body, context);
}

pid_t waitpid(pid_t process, int *status, int options) {
  FAIL(waitpid, -1);
  return REAL(waitpid)(process, status, options);
}

int mkdir(const char *path, mode_t mode) {
  FAIL(mkdir, -1);
  return REAL(mkdir)(path, mode);
}

char *mkdtemp(char *path) {
  FAIL(mkdtemp, NULL);
  return REAL(mkdtemp)(path);
}

DIR *opendir(const char *path) {
  FAIL(opendir, NULL);
  return REAL(opendir)(path);
}

DIR *fdopendir(int file) {
  FAIL(fdopendir, NULL);
  return REAL(fdopendir)(file);
}

struct dirent *readdir(DIR *stream) {
  FAIL(readdir, NULL);
  return REAL(readdir)(stream);
}

int fsync(int file) {
  FAIL(fsync, -1);
  return REAL(fsync)(file);
}

int close(int file) {
  int found = fault("close");
  int result = REAL(close)(file);
  if (!found) return result;
  errno = found;
  return -1;
}

int rename(const char *from, const char *to) {
  FAIL(rename, -1);
  return REAL(rename)(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  FAIL(renameat, -1);
  return REAL(renameat)(from_folder, from, to_folder, to);
}

int symlink(const char *target, const char *path) {
  FAIL(symlink, -1);
  return REAL(symlink)(target, path);
}

int flock(int file, int operation) {
  FAIL(flock, -1);
  return REAL(flock)(file, operation);
}

int fstat(int file, struct stat *status) {
  FAIL(fstat, -1);
  return REAL(fstat)(file, status);
}

int lstat(const char *path, struct stat *status) {
  FAIL(lstat, -1);
  return REAL(lstat)(path, status);
}

int stat(const char *path, struct stat *status) {
  FAIL(stat, -1);
  return REAL(stat)(path, status);
}

int fstatat(int folder, const char *path, struct stat *status, int flags) {
  FAIL(fstatat, -1);
  return REAL(fstatat)(folder, path, status, flags);
}

char *realpath(const char *path, char *resolved) {
  FAIL(realpath, NULL);
  return REAL(realpath)(path, resolved);
}
