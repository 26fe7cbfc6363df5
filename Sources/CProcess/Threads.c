#define _GNU_SOURCE
#include <pthread.h>
#include <unistd.h>

static void *nothing(void *context) { return context; }

/// Ends a program that can have no thread at all before it begins: the language's own tasks would wait for one without end.
__attribute__((constructor)) static void require_threads(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, nothing, NULL) == 0) {
    pthread_join(thread, NULL);
    return;
  }
  static const char sentence[] = "gradus: No thread could be started: the limit of processes is reached, or memory is.\n";
  ssize_t written = write(STDERR_FILENO, sentence, sizeof sentence - 1);
  (void)written;
  _exit(70);
}
