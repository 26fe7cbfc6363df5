package import GradeModel
package import Tensors
package import Traces

/// The inputs of an optimizer's run.
package struct OptimizerCase: Sendable {
  /// Settings that differ from their defaults.
  package var settings: [String: Double]
  /// Settings that change over the steps, such as a schedule's learning rate: one value for each step.
  package var settingSeries: [String: [Double]]
  /// The weights at the start, in the model's order.
  package var parameters: [(name: String, tensor: Tensor)]
  /// For each step, the gradient of each parameter.
  package var gradients: [[(name: String, tensor: Tensor)]]
  /// Inputs of no parameter that are given before the first step and stay: the rates that a line search tries.
  package var inputs: [(name: String, tensor: Tensor)] = []
  /// The objective that may be asked during a step. If there is one, each step is given its gradient at the present
  /// weights, and `gradients` only gives the count of steps.
  package var objective: QuadraticObjective?
  /// The most answers to each question about it in the whole case; a question that is missing here is refused.
  package var grants: [Question: Int] = [:]

  /// The count of steps that are taken.
  package var steps: Int { gradients.count }

  package init(
    settings: [String: Double] = [:], settingSeries: [String: [Double]] = [:],
    parameters: [(name: String, tensor: Tensor)], gradients: [[(name: String, tensor: Tensor)]]
  ) {
    self.settings = settings
    self.settingSeries = settingSeries
    self.parameters = parameters
    self.gradients = gradients
  }

  /// A case whose gradients are an objective's.
  package init(
    settings: [String: Double] = [:], settingSeries: [String: [Double]] = [:],
    parameters: [(name: String, tensor: Tensor)], objective: QuadraticObjective, grants: [Question: Int] = [:],
    steps: Int
  ) {
    self.init(
      settings: settings, settingSeries: settingSeries, parameters: parameters,
      gradients: [[(name: String, tensor: Tensor)]](repeating: [], count: steps))
    self.objective = objective
    self.grants = grants
  }

  /// A case with the `gradients/<name>` series of a trace.
  ///
  /// - Precondition: the trace has such a series for each parameter, of its shape, all of one length.
  package init(
    settings: [String: Double] = [:], settingSeries: [String: [Double]] = [:],
    parameters: [(name: String, tensor: Tensor)], gradients trace: Trace
  ) {
    let series = parameters.map { trace["gradients", $0.name]! }
    let steps = series.first?.steps ?? 0
    self.init(
      settings: settings, settingSeries: settingSeries, parameters: parameters,
      gradients: (0..<steps).map { step in
        zip(parameters, series).map { parameter, series in
          (parameter.name, Tensor(shape: series.shape, values: Array(series.step(step))))
        }
      })
  }
}

/// The inputs of a component that is given tensors by name: a layer, a loss, a schedule.
package struct StepwiseCase: Sendable {
  /// Settings that differ from their defaults.
  package var settings: [String: Double]
  /// Inputs that stay the same throughout.
  package var constants: [(name: String, tensor: Tensor)]
  /// Inputs that are new at each step.
  package var series: [(name: String, series: Trace.Series)]
  /// Draws of the program's own, each with its shape.
  package var chosen: [(name: String, shape: [Int])]
  package var steps: Int

  /// - Precondition: every series has as many steps as are asked for.
  package init(
    settings: [String: Double] = [:], constants: [(name: String, tensor: Tensor)],
    series: [(name: String, series: Trace.Series)] = [], chosen: [(name: String, shape: [Int])] = [], steps: Int
  ) {
    precondition(series.allSatisfy { $0.series.steps == steps }, "every input has \(steps) steps")
    self.settings = settings
    self.constants = constants
    self.series = series
    self.chosen = chosen
    self.steps = steps
  }
}

/// A case for any kind of component.
package enum RunCase: Sendable {
  case optimizer(OptimizerCase)
  case stepwise(StepwiseCase)
  case training(TrainingCase)

  var settings: [String: Double] {
    switch self {
    case .optimizer(let run): run.settings
    case .stepwise(let run): run.settings
    case .training(let run): run.settings
    }
  }

  var settingSeries: [String: [Double]] {
    switch self {
    case .optimizer(let run): run.settingSeries
    case .stepwise, .training: [:]
    }
  }
}

/// Limits on one case's run.
package struct RunLimits: Sendable, Equatable {
  /// Wall clock, in seconds.
  package var seconds: Double
  /// Processor time, in whole seconds.
  package var cpuSeconds: Int
  /// Address space.
  package var memoryBytes: Int
  /// The most bytes of printed output that are kept.
  package var outputBytes: Int
  /// The most published numbers that are kept; with more the run ends.
  package var publishedNumbers: Int
  /// The quantities whose numbers are kept; nil for all. Of a few others the name is kept, for the search for missing
  /// quantities.
  package var quantities: Set<String>?
  /// The largest file it may write, if it may write at all.
  package var fileBytes: Int
  package var openFiles: Int

  package init(
    seconds: Double = 10, cpuSeconds: Int = 10, memoryBytes: Int = 512 << 20, outputBytes: Int = 16 << 10,
    publishedNumbers: Int = 64 << 20, fileBytes: Int = 1 << 20, openFiles: Int = 32
  ) {
    self.seconds = seconds
    self.cpuSeconds = cpuSeconds
    self.memoryBytes = memoryBytes
    self.outputBytes = outputBytes
    self.publishedNumbers = publishedNumbers
    self.fileBytes = fileBytes
    self.openFiles = openFiles
  }
}

/// The end of a run.
package enum Ending: Equatable, Sendable {
  /// Every step was taken and everything arrived.
  case completed
  /// The program stopped on a signal; the message gives the reason in plain words.
  case crashed(signal: Int32, message: String, place: Place?)
  /// It reached a limit of time, of the wall clock or of the processor.
  case timedOut(seconds: Double, place: Place?)
  /// It ended itself before the end; with code 0 too.
  case exited(code: Int32)
  /// The kit refused to go on, with its reason.
  case failed(String)
  /// It came to its end with fewer steps reported than it was asked for.
  case tooFewReports(Int, of: Int)
  /// A message was not an answer to its request.
  case protocolViolation(String)
  /// Our own fault.
  case hostFault(String)
}

/// The results of a run.
package struct RunResult: Sendable {
  /// Everything that was published. `weights` has one entry more than steps were taken. A quantity that was not
  /// published at some step has NaN there.
  package var trace: Trace
  package var ending: Ending
  /// The printed output of both streams, cut at the limit; valid UTF-8.
  package var output: String
  /// The settings that the submission's type declares, with their defaults.
  package var settingsDeclared: [String: Double]
  /// The quantities it declares.
  package var quantitiesDeclared: [String]
  /// Settings of the case that it does not declare; they were left out, sorted.
  package var unknownSettings: [String]
  /// Properties that cannot be read, each with its kind and its type.
  package var unreadable: [String: String] = [:]
  /// The count of answers to each question.
  package var answered: [Question: Int] = [:]
  /// The count of steps that were made and reported in full.
  package var fullSteps = 0
  /// The step that was being made at the end, counted from 1; nil before the first and after the last.
  package var openStep: Int?
  package var durationSeconds: Double
}
