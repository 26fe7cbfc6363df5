import Assignments
import GradeModel
import Grading
import PluginHost

/// A student's compiled program, run in a worker process of its own for each case.
struct LiveSubject: Subject {
  let plugin: Plugin
  let runner: Runner
  let limits: RunLimits
  /// Whether reports must not depend on when things happen: where an endless loop was interrupted does.
  let isTimeFixed: Bool

  func run(_ inputs: CaseInputs) async -> SubjectRun {
    let wanted = OptimizerCase(
      settings: inputs.settings, settingSeries: inputs.learningRates.map { ["learningRate": $0] } ?? [:],
      parameters: inputs.parameters.map { (name: $0.name, tensor: $0.start) }, gradients: inputs.gradients)
    let result = await runner.run(plugin, wanted, limits: limits)
    return SubjectRun(
      trace: result.trace, ending: SubjectRun.Ending(result.ending, limits, isTimeFixed: isTimeFixed),
      output: result.output,
      undeclaredSettings: result.unknownSettings)
  }
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
    case .exited(let code): self = .stopped(.crashed, message: Wording.exited(code), place: nil)
    case .failed(let reason): self = .stopped(.crashed, message: Wording.refused(reason), place: nil)
    case .protocolViolation(let reason): self = .stopped(.tampered, message: Wording.tampered(reason), place: nil)
    case .hostFault(let reason): self = .stopped(.graderError, message: Wording.hostFault(reason), place: nil)
    }
  }
}
