internal import Tensors
internal import Traces
internal import WorkerProtocol

/// One case's exchange with a worker: load, describe, create, start, every step, finish.
struct CaseSession {
  private var conversation: Conversation
  private let wanted: RunCase
  private let limits: RunLimits
  private var recording: TraceCollector
  private var answering: Answering
  private var outcome = Outcome()

  /// The result of the exchange, complete or not.
  struct Outcome: Sendable {
    var trace = Trace()
    var settingsDeclared: [String: Double] = [:]
    var quantitiesDeclared: [String] = []
    var unknownSettings: [String] = []
    /// Properties that cannot be read, each with its kind and its type.
    var unreadable: [String: String] = [:]
    /// The count of answers to each question.
    var answered: [Question: Int] = [:]
    /// The count of steps that were made and reported in full.
    var fullSteps = 0
    /// The step that was being made at the end, counted from 1; nil before the first and after the last.
    var openStep: Int?
    /// The reason that it ended early; nil if it went to its end.
    var error: ConversationError?
  }

  /// True if the worker has said already that it is there.
  private let isGreeted: Bool

  init(conversation: Conversation, isGreeted: Bool = false, wanted: RunCase, limits: RunLimits) {
    self.conversation = conversation
    self.isGreeted = isGreeted
    self.wanted = wanted
    self.limits = limits
    switch wanted {
    case .optimizer(let run):
      answering = Answering(run.objective, grants: run.grants, parameters: run.parameters)
      recording = TraceCollector(
        parameters: run.parameters, publishedNumbers: limits.publishedNumbers, keeping: limits.quantities)
    case .stepwise:
      answering = Answering(nil, grants: [:], parameters: [])
      recording = TraceCollector(publishedNumbers: limits.publishedNumbers, keeping: limits.quantities)
    case .training(let run):
      answering = Answering(nil, grants: [:], parameters: [])
      recording = TraceCollector(
        trainedFrom: run.parameters, publishedNumbers: limits.publishedNumbers, keeping: limits.quantities)
    }
  }

  /// Goes through the whole case.
  mutating func run(_ library: String, seal: WorkerSeal) -> Outcome {
    do throws(ConversationError) {
      try prepare(seal)
      try load(library)
      switch wanted {
      case .optimizer(let run): try takeSteps(of: run)
      case .stepwise(let run): try takeSteps(of: run)
      case .training(let run): try fit(run)
      }
      try conversation.ask(.finish, expecting: .finished)
      try conversation.expectEnd()
      if case .training(let run) = wanted, recording.step < run.steps {
        throw .short(recording.step, of: run.steps)
      }
    } catch {
      outcome.error = error
    }
    if case .training(let run) = wanted, outcome.openStep != nil {
      outcome.fullSteps = recording.fullSteps
      outcome.openStep = outcome.fullSteps < run.steps ? outcome.fullSteps + 1 : nil
    }
    outcome.trace = recording.trace
    outcome.answered = answering.answered
    return outcome
  }

  /// Prepares the worker. Before the plugin is loaded only our own code runs in it, so any failure is our own fault.
  private mutating func prepare(_ seal: WorkerSeal) throws(ConversationError) {
    do throws(ConversationError) {
      if !isGreeted {
        try conversation.ask(.hello(version: protocolVersion), expecting: .hello(version: protocolVersion))
      }
      try conversation.ask(.seal(seal), expecting: .sealed)
    } catch {
      throw .unprepared("\(error)")
    }
  }

  private mutating func load(_ library: String) throws(ConversationError) {
    try conversation.ask(.load(path: library), expecting: .loaded)
    guard case .description(let description) = try conversation.ask(.describe) else {
      throw .violation("the answer to describe was no description")
    }
    outcome.settingsDeclared = Dictionary(description.settings.map { ($0.name, $0.value) }) { first, _ in first }
    outcome.quantitiesDeclared = description.quantities
    for entry in description.unreadable {
      let parts = entry.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { outcome.unreadable[String(parts[0])] = String(parts[1]) }
    }
    outcome.unknownSettings = Set(wanted.settings.keys).union(wanted.settingSeries.keys)
      .filter { outcome.settingsDeclared[$0] == nil }.sorted()
    let settings = wanted.settings.filter { outcome.settingsDeclared[$0.key] != nil }
      .sorted { $0.key < $1.key }.map { WireSetting(name: $0.key, value: $0.value) }
    try conversation.ask(.create(settings), expecting: .created)
  }

  private mutating func takeSteps(of wanted: OptimizerCase) throws(ConversationError) {
    recording.begin(step: 0, quantities: ["weights"])
    let given = wanted.inputs.map { Self.wire($0, in: "inputs") }
    try call(
      "start", wanted.parameters.map { Self.wire($0, in: "parameters") } + given + asked(limits.quantities))
    try recording.end(always: ["weights"])
    let quantities = TraceCollector.always.union(outcome.quantitiesDeclared)
    for step in 1...max(wanted.steps, 1) where step <= wanted.steps {
      let gradients = gradients(of: wanted, at: step)
      answering.begin(with: gradients)
      let tensors = gradients.map { Self.wire($0, in: "gradients") } + settings(at: step)
      recording.begin(step: step, quantities: quantities)
      outcome.openStep = step
      try call("step", tensors)
      try recording.end(always: TraceCollector.always)
      outcome.closeStep()
    }
  }

  private mutating func takeSteps(of wanted: StepwiseCase) throws(ConversationError) {
    recording.begin(step: 0, quantities: [])
    try call(
      "start",
      wanted.constants.map { Self.wire($0, in: "inputs") } + Self.wire(chosen: wanted.chosen) + asked(limits.quantities)
    )
    for step in 1...max(wanted.steps, 1) where step <= wanted.steps {
      let tensors = wanted.series.map { Self.wire($0, at: step) }
      recording.begin(step: step, quantities: Set(outcome.quantitiesDeclared))
      outcome.openStep = step
      try call("step", tensors + settings(at: step))
      outcome.closeStep()
    }
  }

  /// Runs the whole loop as one call; the reports say which step they belong to.
  private mutating func fit(_ wanted: TrainingCase) throws(ConversationError) {
    recording.begin(step: 0, quantities: [])
    try call(
      "start",
      wanted.parameters.map { Self.wire($0, in: "parameters") } + wanted.constants.map { Self.wire($0, in: "inputs") }
        + Self.wire(chosen: wanted.chosen) + asked(wanted.quantities) + [
          WireTensor(name: "steps", shape: [], values: [Double(wanted.steps)])
        ])
    // One step at a time, so that no frame holds all of a long training.
    for step in 1...wanted.steps where !wanted.series.isEmpty {
      try call("give", wanted.series.map { Self.wire($0, at: step) })
    }
    recording.begin(step: 0, quantities: Self.alwaysTrained.union(outcome.quantitiesDeclared))
    outcome.openStep = 1
    try call("fit", [])
    if recording.step > 0 { try recording.end(always: Self.alwaysTrained) }
  }

  /// The names of quantities that are asked for; nil for all.
  private func asked(_ names: Set<String>?) -> [WireTensor] {
    (names ?? []).sorted().map { WireTensor(name: "quantities/" + $0, shape: [0], values: []) }
  }

  /// Quantities that every step of a training reports.
  private static let alwaysTrained: Set<String> = ["weights"]

  /// The settings that change, as far as the plugin declares them.
  private func settings(at step: Int) -> [WireTensor] {
    wanted.settingSeries.sorted { $0.key < $1.key }
      .filter { outcome.settingsDeclared[$0.key] != nil && $0.value.count >= step }
      .map { WireTensor(name: "settings/" + $0.key, shape: [], values: [$0.value[step - 1]]) }
  }

  private mutating func call(_ method: String, _ tensors: [WireTensor]) throws(ConversationError) {
    var reply = try conversation.ask(.call(method: method, tensors))
    while true {
      switch reply {
      case .report(let publication):
        if case .training(let run) = wanted, method == "fit" {
          try recording.follow(publication, upTo: run.steps, always: Self.alwaysTrained)
        }
        try recording.take(publication)
        // Only an optimizer is given gradients; a layer may use the name freely.
        if case .optimizer = wanted, publication.quantity == "gradients", !answering.gave(publication.tensor) {
          throw .violation("gradients/\(publication.tensor.name) are not those that were given")
        }
      case .evaluate(let what, let point):
        try conversation.answer(try answering.answer(what, at: point))
      default:
        guard reply == .done else { throw .violation("\(method) ended with \(reply.title)") }
        return
      }
      reply = try conversation.receive()
    }
  }

  /// The gradients that a step is given: drawn beforehand, or the objective's at the weights that the last step left.
  private func gradients(of wanted: OptimizerCase, at step: Int) -> [(name: String, tensor: Tensor)] {
    guard let objective = wanted.objective else { return wanted.gradients[step - 1] }
    let weights = wanted.parameters.map { parameter in
      // Every step so far has ended with all weights in the recording.
      Tensor(
        shape: parameter.tensor.shape, values: Array(recording.trace["weights", parameter.name]!.step(step - 1)))
    }
    return zip(wanted.parameters, objective.gradient(at: weights)).map { ($0.name, $1) }
  }

  private static func wire(_ entry: (name: String, tensor: Tensor), in group: String) -> WireTensor {
    WireTensor(name: group + "/" + entry.name, shape: entry.tensor.shape, values: entry.tensor.values)
  }

  /// The entries that tell a program the shapes of what it draws or picks for itself.
  private static func wire(chosen: [(name: String, shape: [Int])]) -> [WireTensor] {
    chosen.map { WireTensor(name: "chosen/" + $0.name, shape: [$0.shape.count], values: $0.shape.map(Double.init)) }
  }

  /// The entry of an input that one step is given.
  private static func wire(_ input: (name: String, series: Trace.Series), at step: Int) -> WireTensor {
    WireTensor(name: "inputs/" + input.name, shape: input.series.shape, values: Array(input.series.step(step - 1)))
  }
}

extension CaseSession.Outcome {
  fileprivate mutating func closeStep() {
    fullSteps += 1
    openStep = nil
  }
}
