import Assignments
import GradeModel
import Grading
import PluginHost

/// A student's compiled program on every case of an assignment: each case runs in a worker process of its own, and each
/// that comes to its end runs once more, in the opposite order of cases; the hidden ones after all others.
struct LiveSubject: Subject {
  private let runs: [(inputs: CaseInputs, run: SubjectRun)]
  private let plugin: Plugin
  private let runner: Runner
  private let assignment: Assignment
  private let asked: Set<String>
  private let quantities: Set<String>

  /// - Parameters:
  ///   - asked: what a training loop is asked for at each step.
  ///   - quantities: those that are judged; of others no more than the name is kept.
  ///   - isTimeFixed: whether reports must not depend on when things happen: where an endless loop was interrupted does.
  ///   - together: whether the two runs go side by side, for who waits for one submission.
  ///   - progress: told each case's title before it runs first.
  init(
    _ plugin: Plugin, on runner: Runner, assignment: Assignment, asking asked: Set<String>,
    keeping quantities: Set<String>,
    isTimeFixed: Bool, together: Bool, progress: (String) -> Void = { _ in }
  ) async {
    let (cases, limits) = (assignment.cases, RunLimits(assignment.limits))
    (self.plugin, self.runner, self.assignment) = (plugin, runner, assignment)
    (self.asked, self.quantities) = (asked, quantities)
    let inputs = cases.map { CaseInputs($0) }
    let finished = Finished()

    // Two at once on one processor take each other's time.
    let together = together && Processors.available > 1
    func begin(_ index: Int) { progress(cases[index].title) }
    await RunOrder.go(through: cases.map(\.isHidden), together: together, beginning: begin) { index, isSecond in
      // Once a case has failed it need not run again.
      if finished.failed(index) { return }
      var limits = limits
      limits.quantities = quantities
      limits.publishedNumbers = inputs[index].mostNumbers(of: quantities.count)
      let run = RunCase(inputs[index], of: assignment, asking: asked)
      finished.put(await runner.run(plugin, run, limits: limits), at: index, isSecond: isSecond)
    }

    self.runs = cases.indices.map { index in
      (
        inputs[index],
        SubjectRun(
          finished[index], isHidden: cases[index].isHidden,
          ending: { SubjectRun.Ending($0, limits, isTimeFixed: isTimeFixed) }
        ).adding(inputs[index])
      )
    }
  }

  func run(_ inputs: CaseInputs) async -> SubjectRun {
    if let known = runs.first(where: { $0.inputs == inputs }) { return known.run }
    // No case of the assignment's: what the program makes of other inputs is asked, and nothing of it is shown.
    var limits = RunLimits(assignment.limits)
    limits.quantities = quantities
    limits.publishedNumbers = inputs.mostNumbers(of: quantities.count)
    let result = await runner.run(plugin, RunCase(inputs, of: assignment, asking: asked), limits: limits)
    return result.ending == .completed ? SubjectRun(trace: result.trace, ending: .completed) : .neverRun
  }
}

extension RunCase {
  /// What has no parameters is given its inputs by name; what has parameters is a training loop or an optimizer.
  fileprivate init(_ inputs: CaseInputs, of assignment: Assignment, asking quantities: Set<String>) {
    if assignment.conformance == .trainer {
      self = .training(TrainingCase(inputs, asking: quantities))
    } else if inputs.parameters.isEmpty {
      self = .stepwise(
        StepwiseCase(
          settings: inputs.settings,
          constants: inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) },
          series: inputs.series.keys.compactMap { key in
            inputs.series[key].map { (name: key.quantity, series: $0) }
          }, steps: inputs.steps))
    } else {
      let parameters = inputs.parameters.map { (name: $0.name, tensor: $0.start) }
      let series = inputs.learningRates.map { ["learningRate": $0] } ?? [:]
      var run =
        if let asked = inputs.objective {
          OptimizerCase(
            settings: inputs.settings, settingSeries: series, parameters: parameters,
            objective: Objective(asked, grants: inputs.grants), steps: inputs.steps)
        } else {
          OptimizerCase(
            settings: inputs.settings, settingSeries: series, parameters: parameters, gradients: inputs.gradients)
        }
      run.inputs = inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) }
      self = .optimizer(run)
    }
  }
}

extension Objective {
  /// What a case may be asked, as often as it grants.
  fileprivate init(_ asked: QuadraticObjective, grants: [Assignments.Question: Int]) {
    self.init(
      grants: Dictionary(
        uniqueKeysWithValues: grants.compactMap { question, times in
          Question(rawValue: question.rawValue).map { ($0, times) }
        }), loss: asked.loss, gradient: asked.gradient)
  }
}

extension TrainingCase {
  /// Of what the program chooses it learns the shape, and never what ours would be.
  fileprivate init(_ inputs: CaseInputs, asking quantities: Set<String>) {
    let given = inputs.series.keys.filter { !inputs.chosen.contains($0.quantity) }
    self.init(
      settings: inputs.settings, parameters: inputs.parameters.map { (name: $0.name, tensor: $0.start) },
      constants: inputs.constants.sorted { $0.key < $1.key }.map { (name: $0.key.quantity, tensor: $0.value) },
      series: given.compactMap { key in inputs.series[key].map { (name: key.quantity, series: $0) } },
      chosen: inputs.chosen.sorted().compactMap { name in
        inputs.series[name, ""].map { (name: name, shape: $0.shape) }
      },
      quantities: quantities.union(inputs.chosen), steps: inputs.steps)
  }
}

extension CaseInputs {
  /// How many numbers a program may publish that are kept. Most have their parameters' shapes; others can have any, so that
  /// there is room for shapes that are wrong.
  fileprivate func mostNumbers(of quantities: Int) -> Int {
    let parameters = parameters.reduce(0) { $0 + $1.start.count }
    let inputs = constants.values.reduce(0) { $0 + $1.count } + series.series.values.reduce(0) { $0 + $1.stride }
    let most = (quantities + 2) * (steps + 1) * parameters + 4 * quantities * steps * inputs + 1 << 20
    return min(most, RunLimits().publishedNumbers)
  }
}

/// What is there of the two runs of one case.
private struct Pair {
  var first: RunResult?
  var second: RunResult?
  /// What the two differ in, once both are there.
  var differences: [String: String]?

  /// Holds the two against each other. After that one trace stands for both: a program decides how large they are.
  mutating func compare() {
    guard let one = first, let other = second, one.ending == .completed, other.ending == .completed else { return }
    differences = Repetition.differences(one.trace, other.trace)
    second?.trace = .init()
  }
}

/// The results of all cases, as far as they are there.
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

extension SubjectRun {
  /// What two runs on the same inputs amount to: the one that failed, or both held against each other.
  fileprivate init(
    _ pair: Pair, isHidden: Bool, ending told: (PluginHost.Ending) -> SubjectRun.Ending
  ) {
    let both = [pair.first, pair.second].compactMap(\.self)
    guard let result = both.first(where: { $0.ending != .completed }) ?? both.first else {
      self = .neverRun
      return
    }
    self.init(
      trace: result.trace, ending: told(result.ending), output: result.output,
      undeclaredSettings: result.unknownSettings)
    unreadable = result.unreadable
    if let differences = pair.differences {
      nondeterministic = differences
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

  /// What was handed out at each step stands in a run's trace as it was given: a program that is given its inputs by name
  /// does not publish them, and may call something of its own so.
  fileprivate func adding(_ inputs: CaseInputs) -> SubjectRun {
    var run = self
    for key in inputs.series.keys where !inputs.chosen.contains(key.quantity) { run.trace[key] = inputs.series[key] }
    return run
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
    case .tooFewReports(let reported, let steps):
      self = .stopped(.missing, message: Wording.tooFewReports(reported, of: steps), place: nil)
    case .protocolViolation(let reason): self = .stopped(.tampered, message: Wording.tampered(reason), place: nil)
    case .hostFault(let reason): self = .stopped(.graderError, message: Wording.hostFault(reason), place: nil)
    }
  }
}
