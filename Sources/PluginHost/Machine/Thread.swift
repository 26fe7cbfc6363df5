internal import Glibc

/// Threads of our own for work that blocks: the pool that runs tasks has no more threads than the machine has processors.
enum Thread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread. Returns the system's error code, 0 for success.
  static func start(_ body: @escaping @Sendable () -> Void) -> Int32 {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    if code == 0 { pthread_detach(thread) } else { work.release() }
    return code
  }

  /// Ends this process with a sentence and code 70 if the machine gives no thread for twenty seconds: the language's own tasks
  /// would wait for one without end.
  static func endWithout(failures: Int = 0, _ clear: @escaping @Sendable () -> Void) {
    Alarms.shared.after(2) {
      let code = start {}
      guard code != 0, failures >= 9 else { return endWithout(failures: code == 0 ? 0 : failures + 1, clear) }
      let sentence = "gradus: \(HostError.noThread(reason: Files.reason(code)))\n"
      _ = sentence.withCString { write(STDERR_FILENO, $0, strlen($0)) }
      clear()
      _exit(70)
    }
  }

  /// Runs a body on a thread of its own, and waits for it without blocking.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(HostError) -> Value {
    let result: Result<Value, HostError> = await withCheckedContinuation { continuation in
      let code = start { continuation.resume(returning: .success(body())) }
      if code != 0 { continuation.resume(returning: .failure(.noThread(reason: Files.reason(code)))) }
    }
    return try result.get()
  }

  /// Waits without blocking a task's thread; not at all if the machine has no thread left.
  static func pause(milliseconds: UInt32) async {
    if (try? await run { usleep(1000 * milliseconds) }) == nil { usleep(1000 * milliseconds) }
  }
}
