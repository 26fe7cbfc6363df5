package import GradeModel
internal import Traces

/// A compiled submission that is run on cases, each in a worker process of its own. Each case that comes to its end, or
/// makes a step at least, is run once more, in the opposite order of cases. Hidden cases run after all others.
package struct Session: Sendable {
  private let plugin: Plugin
  private let runner: Runner
  private let waiting: WaitingWorkers?

  /// - Parameter waiting: workers that were started while the plugin was compiled.
  package init(_ plugin: Plugin, on runner: Runner, by waiting: WaitingWorkers? = nil) {
    self.plugin = plugin
    self.runner = runner
    self.waiting = waiting
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

  /// The outcome of a case: the first of two runs compared with the second, or the one run of a program that failed in
  /// its first step.
  package struct Outcome: Sendable {
    /// The first run; its ending is the worse of the two.
    package var result: RunResult
    /// Quantities that the two runs differ in, over their common full steps; nil if there is only one run.
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
      // A failed case need not run again, unless it has left steps to compare.
      if finished.isLost(index) { return }
      finished.put(await run(once: cases[index]), at: index, isSecond: isSecond)
    }
    return cases.indices.map { finished[$0].outcome }
  }

  /// Runs a case once.
  package func run(once wanted: Case) async -> RunResult {
    // A case with a secret has a worker as new as its run.
    await runner.run(plugin, wanted.run, limits: wanted.limits, by: wanted.isHidden ? nil : waiting)
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
    guard let one = first, let other = second else { return }
    if one.ending == .completed, other.ending == .completed {
      differences = RunComparison.differences(one.trace, other.trace)
    } else {
      let steps = min(one.fullSteps, other.fullSteps)
      differences = RunComparison.differences(one.trace.prefix(steps), other.trace.prefix(steps))
      let worse = one.ending.isWorse(than: other.ending, steps: (one.fullSteps, other.fullSteps)) ? one : other
      var both = one
      (both.ending, both.openStep, both.output) = (worse.ending, worse.openStep, worse.output)
      both.fullSteps = steps
      first = both
    }
    second?.trace = .init()
  }

  /// True if a run has failed and left nothing to compare with another.
  var isLost: Bool {
    [first, second].contains { $0.map { $0.ending != .completed && ($0.fullSteps == 0 || !$0.ending.keeps) } ?? false }
  }

  var outcome: Session.Outcome? {
    (first ?? second).map { Session.Outcome(result: $0, differences: differences) }
  }
}

extension Ending {
  /// True if the steps before the end count.
  fileprivate var keeps: Bool { severity < 2 }

  private var severity: Int {
    switch self {
    case .completed: 0
    case .crashed, .timedOut, .failed, .tooFewReports: 1
    case .exited(let code): code == 0 ? 2 : 1
    case .protocolViolation: 2
    case .hostFault: 3
    }
  }

  /// True for the ending that a case has, of two runs: the graver one, then the earlier one.
  fileprivate func isWorse(than other: Ending, steps: (own: Int, other: Int)) -> Bool {
    (severity, -steps.own) >= (other.severity, -steps.other)
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

  func isLost(_ index: Int) -> Bool { self[index].isLost }
}
