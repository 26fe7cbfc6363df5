package import GradeModel

/// A compiled submission that is run on cases, each in a worker process of its own. Each case that comes to its end is
/// run once more, in the opposite order of cases. Hidden cases run after all others.
package struct Session: Sendable {
  private let plugin: Plugin
  private let runner: Runner

  package init(_ plugin: Plugin, on runner: Runner) {
    self.plugin = plugin
    self.runner = runner
  }

  /// A case, its limits, and a flag: true if its inputs are a secret.
  package struct Case: Sendable {
    package let title: String
    package let isHidden: Bool
    package let run: RunCase
    package let limits: RunLimits

    package init(title: String, isHidden: Bool, run: RunCase, limits: RunLimits) {
      self.title = title
      self.isHidden = isHidden
      self.run = run
      self.limits = limits
    }
  }

  /// The outcome of a case: the run that failed, or the first of two that came to their end, compared with the second.
  package struct Outcome: Sendable {
    package var result: RunResult
    /// Quantities that the two runs differ in; nil if only one of them came to its end.
    package var differences: [String: Finding]?
  }

  /// Runs all cases, twice each.
  ///
  /// - Parameters:
  ///   - together: true to run the two side by side, for someone who waits for one submission.
  ///   - progress: told each case's title before it runs first.
  /// - Returns: an outcome for each case, in their order; nil for one that was never run.
  package func run(
    _ cases: [Case], together: Bool = false, progress: (String) -> Void = { _ in }
  ) async -> [Outcome?] {
    let finished = Finished()
    // On a single processor, two runs at once take each other's time.
    let together = together && Processors.available > 1
    func begin(_ index: Int) { progress(cases[index].title) }
    await RunOrder.go(through: cases.map(\.isHidden), together: together, beginning: begin) { index, isSecond in
      // A failed case need not run again.
      if finished.failed(index) { return }
      finished.put(await run(once: cases[index]), at: index, isSecond: isSecond)
    }
    return cases.indices.map { finished[$0].outcome }
  }

  /// Runs a case once.
  package func run(once wanted: Case) async -> RunResult {
    await runner.run(plugin, wanted.run, limits: wanted.limits)
  }
}

/// The two runs of one case, as far as they exist.
private struct Pair {
  var first: RunResult?
  var second: RunResult?
  var differences: [String: Finding]?

  /// Compares the two runs. Then one trace is enough, and the other is dropped, because a program decides how large
  /// they are.
  mutating func compare() {
    guard let one = first, let other = second, one.ending == .completed, other.ending == .completed else { return }
    differences = RunComparison.differences(one.trace, other.trace)
    second?.trace = .init()
  }

  var outcome: Session.Outcome? {
    let both = [first, second].compactMap(\.self)
    return (both.first { $0.ending != .completed } ?? both.first).map {
      Session.Outcome(result: $0, differences: differences)
    }
  }
}

/// The results of all cases, as far as they exist.
private final class Finished: Sendable {
  private let pairs = Locked<[Int: Pair]>([:])

  subscript(index: Int) -> Pair { pairs.withLock { $0[index, default: Pair()] } }

  func put(_ result: RunResult, at index: Int, isSecond: Bool) {
    pairs.withLock { pairs in
      var pair = pairs[index, default: Pair()]
      if isSecond { pair.second = result } else { pair.first = result }
      pair.compare()
      pairs[index] = pair
    }
  }

  func failed(_ index: Int) -> Bool {
    let pair = self[index]
    return [pair.first, pair.second].contains { $0 != nil && $0?.ending != .completed }
  }
}
