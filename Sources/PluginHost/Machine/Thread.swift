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
