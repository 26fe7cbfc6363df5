import Assignments
import GradeModel
import Grading
import PluginHost

/// A student's compiled program on every case of an assignment: each case runs in a worker process of its own, and each
/// that comes to its end runs once more, in the opposite order of cases.
struct LiveSubject: Subject {
  private let runs: [(inputs: CaseInputs, run: SubjectRun)]

  /// - Parameter progress: told each case's title before it runs first.
  init(
    _ plugin: Plugin, on runner: Runner, cases: [Assignment.Case], limits: RunLimits,
    progress: (String) -> Void = { _ in }
  ) async {
    let inputs = cases.map { CaseInputs($0) }
    var first: [RunResult] = []
    for (graded, inputs) in zip(cases, inputs) {
      progress(graded.title)
      first.append(await runner.run(plugin, OptimizerCase(inputs), limits: limits))
    }
    var runs = first.map { SubjectRun($0) }
    for index in cases.indices.reversed() where first[index].ending == .completed {
      let again = await runner.run(plugin, OptimizerCase(inputs[index]), limits: limits)
      if again.ending == .completed {
        runs[index].nondeterministic = Repetition.differences(first[index].trace, again.trace)
      } else {
        runs[index].ending = SubjectRun.Ending(again.ending)
      }
    }
    // What a program prints, or says when it crashes, could be the inputs that nobody is to know.
    for index in cases.indices where cases[index].isHidden {
      runs[index].output = ""
      if case .stopped(let outcome, _, _) = runs[index].ending, outcome != .graderError {
        runs[index].ending = .stopped(outcome, message: Wording.hiddenCase(outcome), place: nil)
      }
    }
    self.runs = zip(inputs, runs).map { ($0, $1) }
  }

  func run(_ inputs: CaseInputs) async -> SubjectRun {
    if let known = runs.first(where: { $0.inputs == inputs }) { return known.run }
    return SubjectRun(
      trace: .init(), ending: .stopped(.graderError, message: Wording.hostFault(Wording.neverRun), place: nil))
  }
}

extension OptimizerCase {
  fileprivate init(_ inputs: CaseInputs) {
    self.init(
      settings: inputs.settings, settingSeries: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
      parameters: inputs.parameters.map { (name: $0.name, tensor: $0.start) }, gradients: inputs.gradients)
  }
}

extension SubjectRun {
  fileprivate init(_ result: RunResult) {
    self.init(
      trace: result.trace, ending: SubjectRun.Ending(result.ending), output: result.output,
      undeclaredSettings: result.unknownSettings)
  }
}

extension SubjectRun.Ending {
  fileprivate init(_ ending: PluginHost.Ending) {
    func place(_ place: PluginHost.Place?) -> GradeModel.Place? {
      place.map { GradeModel.Place(file: $0.file, line: $0.line) }
    }
    switch ending {
    case .completed: self = .completed
    case .crashed(_, let message, let where_):
      self = .stopped(.crashed, message: Wording.crashed(message), place: place(where_))
    case .timedOut(let seconds, let where_):
      self = .stopped(.timedOut, message: Wording.timedOut(seconds), place: place(where_))
    // Nothing in the language ends a program with success before its caller has had its answer.
    case .exited(code: 0): self = .stopped(.tampered, message: Wording.exited(0), place: nil)
    case .exited(let code): self = .stopped(.crashed, message: Wording.exited(code), place: nil)
    case .failed(let reason): self = .stopped(.crashed, message: Wording.refused(reason), place: nil)
    case .protocolViolation(let reason): self = .stopped(.tampered, message: Wording.tampered(reason), place: nil)
    case .hostFault(let reason): self = .stopped(.graderError, message: Wording.hostFault(reason), place: nil)
    }
  }
}
