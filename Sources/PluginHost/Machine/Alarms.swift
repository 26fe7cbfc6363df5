internal import Glibc

/// Actions at a later time, on one thread, by a clock that nobody sets. It needs no descriptor, so that it works where none is left.
final class Alarms: @unchecked Sendable {
  static let shared = Alarms()

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var waiting: [(time: Double, action: @Sendable () -> Void)] = []
  private var isRunning = false

  private init() {
    mutex.initialize(to: pthread_mutex_t())
    changed.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  /// Runs an action after so many seconds. If the machine has no thread left, another call tries again.
  func after(_ seconds: Double, _ action: @escaping @Sendable () -> Void) {
    pthread_mutex_lock(mutex)
    waiting.append((Self.now + seconds, action))
    if !isRunning { isRunning = Thread.start { self.run() } == 0 }
    pthread_cond_signal(changed)
    pthread_mutex_unlock(mutex)
  }

  /// True if actions are run; tries to begin with it.
  var isReady: Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if !isRunning { isRunning = Thread.start { self.run() } == 0 }
    return isRunning
  }

  private func run() {
    pthread_mutex_lock(mutex)
    while true {
      guard let next = waiting.indices.min(by: { waiting[$0].time < waiting[$1].time }) else {
        pthread_cond_wait(changed, mutex)
        continue
      }
      let time = waiting[next].time
      guard time <= Self.now else {
        var until = timespec(tv_sec: Int(time), tv_nsec: Int((time - time.rounded(.down)) * 1e9))
        pthread_cond_timedwait(changed, mutex, &until)
        continue
      }
      let action = waiting.remove(at: next).action
      pthread_mutex_unlock(mutex)
      action()
      pthread_mutex_lock(mutex)
    }
  }

  /// The seconds since some moment in the past, by a clock that only goes forward.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
