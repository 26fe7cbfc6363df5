#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Seconds on a clock that only goes forward.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The shortest of several rounds of a piece of work, each made of `count` repetitions, in seconds for one repetition.
///
/// Other work of the machine only ever makes a round longer.
func shortest(rounds: Int, of count: Int, _ work: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<rounds {
    let start = now()
    for _ in 0..<count { try work() }
    best = min(best, (now() - start) / Double(count))
  }
  return best
}
