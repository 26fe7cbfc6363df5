import Assignments
import GradeModel
import Grading
import PluginHost
import Synchronization

/// A student's compiled program on every case of an assignment: each case runs in a worker process of its own, and each
/// that comes to its end runs once more, in the opposite order of cases.
struct LiveSubject: Subject {
  private let runs: [(inputs: CaseInputs, run: SubjectRun)]
  private let plugin: Plugin
  private let runner: Runner
  private let limits: RunLimits

  /// - Parameters:
  ///   - isTimeFixed: whether reports must not depend on when things happen: where an endless loop was interrupted does.
  ///   - together: whether the two runs go side by side, for who waits for one submission.
  ///   - progress: told each case's title before it runs first.
  init(
    _ plugin: Plugin, on runner: Runner, cases: [Assignment.Case], limits: RunLimits, isTimeFixed: Bool, together: Bool,
    progress: (String) -> Void = { _ in }
  ) async {
    (self.plugin, self.runner, self.limits) = (plugin, runner, limits)
    let inputs = cases.map { CaseInputs($0) }
    let first = Finished()
    let second = Finished()

    /// One case of one of the two; a case in which the other has failed need not run again.
    @Sendable func take(_ index: Int, into mine: Finished, beside other: Finished) async {
      if other.failed(index) { return }
      mine.put(await runner.run(plugin, RunCase(inputs[index]), limits: limits), at: index)
    }
    @Sendable func goBack() async {
      for index in inputs.indices.reversed() { await take(index, into: second, beside: first) }
    }
    async let early: Void = together ? goBack() : ()
    for index in inputs.indices {
      progress(cases[index].title)
      await take(index, into: first, beside: second)
    }
    await early
    if !together { await goBack() }

    self.runs = cases.indices.map { index in
      (
        inputs[index],
        SubjectRun(
          first[index], second[index], isHidden: cases[index].isHidden,
          ending: { SubjectRun.Ending($0, limits, isTimeFixed: isTimeFixed) })
      )
    }
  }

  func run(_ inputs: CaseInputs) async -> SubjectRun {
    if let known = runs.first(where: { $0.inputs == inputs }) { return known.run }
    // No case of the assignment's: what the program makes of other inputs is asked, and nothing of it is shown.
    let result = await runner.run(plugin, RunCase(inputs), limits: limits)
    return result.ending == .completed ? SubjectRun(trace: result.trace, ending: .completed) : .neverRun
  }
}

extension RunCase {
  /// What has parameters is an optimizer's; what has none is given its inputs by name.
  fileprivate init(_ inputs: CaseInputs) {
    if inputs.parameters.isEmpty {
      self = .stepwise(
        StepwiseCase(
          settings: inputs.settings,
          constants: inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) },
          series: inputs.series.keys.compactMap { key in
            inputs.series[key].map { (name: key.quantity, series: $0) }
          }, steps: inputs.steps))
    } else {
      var run = OptimizerCase(
        settings: inputs.settings, settingSeries: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
        parameters: inputs.parameters.map { (name: $0.name, tensor: $0.start) }, gradients: inputs.gradients)
      run.objective = inputs.objective.map { asked in
        Objective(
          grants: Dictionary(
            uniqueKeysWithValues: inputs.grants.compactMap { question, times in
              Objective.Question(rawValue: question.rawValue).map { ($0, times) }
            }), loss: asked.loss, gradient: asked.gradient)
      }
      self = .optimizer(run)
    }
  }
}

/// The results of one order of cases, as far as they are there.
private final class Finished: Sendable {
  private let results = Mutex<[Int: RunResult]>([:])

  subscript(index: Int) -> RunResult? { results.withLock { $0[index] } }
  func put(_ result: RunResult, at index: Int) { results.withLock { $0[index] = result } }
  func failed(_ index: Int) -> Bool { self[index].map { $0.ending != .completed } ?? false }
}

extension SubjectRun {
  /// What two runs on the same inputs amount to: the one that failed, or both held against each other.
  fileprivate init(
    _ first: RunResult?, _ second: RunResult?, isHidden: Bool, ending told: (PluginHost.Ending) -> SubjectRun.Ending
  ) {
    let both = [first, second].compactMap(\.self)
    guard let result = both.first(where: { $0.ending != .completed }) ?? both.first else {
      self = .neverRun
      return
    }
    self.init(
      trace: result.trace, ending: told(result.ending), output: result.output,
      undeclaredSettings: result.unknownSettings)
    if let first, let second, result.ending == .completed {
      nondeterministic = Repetition.differences(first.trace, second.trace)
    } else if result.ending == .completed {
      // One run is no proof, and that the other is missing is not the program's doing.
      self = .neverRun
    }
    guard isHidden else { return }
    // What a program prints, or says when it crashes, could be the inputs that nobody is to know.
    output = ""
    if case .stopped(let outcome, _, _) = ending, outcome != .graderError {
      ending = .stopped(outcome, message: Wording.hiddenCase(outcome), place: nil)
    }
  }

  fileprivate static let neverRun = SubjectRun(
    trace: .init(), ending: .stopped(.graderError, message: Wording.hostFault(Wording.caseNotRun), place: nil))
}

extension SubjectRun.Ending {
  fileprivate init(_ ending: PluginHost.Ending, _ limits: RunLimits, isTimeFixed: Bool) {
    func place(_ place: PluginHost.Place?) -> GradeModel.Place? {
      place.map { GradeModel.Place(file: $0.file, line: $0.line) }
    }
    switch ending {
    case .completed: self = .completed
    case .crashed(_, let message, let where_):
      self = .stopped(.crashed, message: Wording.crashed(message), place: place(where_))
    case .timedOut(_, let where_):
      // Which of the two limits came first depends on how busy the machine is.
      self = .stopped(
        .timedOut, message: Wording.timedOut(limits.seconds, processor: limits.cpuSeconds),
        place: isTimeFixed ? nil : place(where_))
    // Nothing in the language ends a program with success before its caller has had its answer.
    case .exited(code: 0): self = .stopped(.tampered, message: Wording.exited(0), place: nil)
    case .exited(let code): self = .stopped(.crashed, message: Wording.exited(code), place: nil)
    case .failed(let reason): self = .stopped(.crashed, message: Wording.refused(reason), place: nil)
    case .protocolViolation(let reason): self = .stopped(.tampered, message: Wording.tampered(reason), place: nil)
    case .hostFault(let reason): self = .stopped(.graderError, message: Wording.hostFault(reason), place: nil)
    }
  }
}
