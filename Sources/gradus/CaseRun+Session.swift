import Assignments
import GradeModel
import Grading
import PluginHost
import Traces

extension CaseRun {
  /// The outcome of a case: of the run that failed, or of two that were compared.
  init(_ outcome: Session.Outcome?, ending told: (PluginHost.Ending) -> CaseRun.Ending) {
    guard let outcome else {
      self = .notRun
      return
    }
    let result = outcome.result
    self.init(
      trace: result.trace, ending: told(result.ending), output: result.output,
      undeclaredSettings: result.unknownSettings)
    unreadable = result.unreadable
    openStep = result.openStep
    seconds = result.durationSeconds
    if let differences = outcome.differences {
      nondeterministic = differences
      fullSteps = result.ending == .completed ? 0 : result.fullSteps
    } else if result.ending == .completed {
      // One run proves nothing, and the missing one is not the program's fault.
      self = .notRun
    }
  }

  /// Adds the inputs that were handed out at each step to the trace, as they were given. A program that is given its
  /// inputs by name does not publish them, and may use such a name for a quantity of its own.
  func adding(_ inputs: RunInputs) -> CaseRun {
    var run = self
    for key in inputs.series.keys where key.parameter.isEmpty && !inputs.chosen.contains(key.quantity) {
      run.trace[key] = inputs.series[key]
    }
    return run
  }
}

extension CaseRun.Ending {
  init(_ ending: PluginHost.Ending, _ limits: RunLimits, isTimeFixed: Bool) {
    switch ending {
    case .completed: self = .completed
    case .crashed(_, let message, let place):
      self = .stopped(.crashed, .crashed(message: message), place: place)
    case .timedOut(_, let place):
      // The order in which the two limits are reached depends on the machine's load.
      self = .stopped(
        .timedOut, .timedOut(seconds: limits.seconds, processorSeconds: limits.cpuSeconds),
        place: isTimeFixed ? nil : place)
    // No means of the language ends a program with success before its caller has its answer.
    case .exited(code: 0): self = .stopped(.tampered, .ended(code: 0), place: nil)
    case .exited(let code): self = .stopped(.crashed, .ended(code: code), place: nil)
    case .failed(let reason): self = .stopped(.crashed, .gaveUp(reason: reason), place: nil)
    case .tooFewReports(let reported, let steps):
      self = .stopped(.missing, .tooFewReports(reported: reported, steps: steps), place: nil)
    case .protocolViolation(let reason): self = .stopped(.tampered, .notOfTheKit(reason: reason), place: nil)
    case .hostFault(let reason): self = .stopped(.graderError, .hostFault(reason: reason), place: nil)
    }
  }
}
