internal import Tensors
internal import Traces
internal import WorkerProtocol

/// Collects the quantities that a plugin publishes, and refuses all that were not asked for: another step, an
/// undeclared quantity, an unknown parameter, weights or gradients of another shape, the same quantity twice.
///
/// A quantity may belong to no parameter though there are some: a loss, a rate that a step has chosen.
struct TraceCollector {
  private(set) var trace = Trace()
  /// The parameters' shapes; nil if quantities belong to no parameter.
  private let shapes: [String: [Int]]?
  /// The quantities that every parameter has, and that only parameters can have.
  private let ofParameters: Set<String>
  private var quantities: Set<String> = ["weights"]
  /// The step that is being taken.
  private(set) var step = 0
  private var seen: Set<Trace.Key> = []
  /// The numbers that were published in the step before.
  private var seenBefore: Set<Trace.Key> = []
  private var numbersLeft: Int
  /// The quantities whose numbers are kept; nil for all.
  private let kept: Set<String>?
  /// The count of other quantities that are still kept by their name alone.
  private var namesLeft = 64

  init(parameters: [(name: String, tensor: Tensor)], publishedNumbers: Int, keeping kept: Set<String>? = nil) {
    shapes = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.tensor.shape) })
    ofParameters = Self.always
    numbersLeft = publishedNumbers
    self.kept = kept?.union(ofParameters)
  }

  /// Records quantities that belong to no parameter, each of the shape that it first has.
  init(publishedNumbers: Int, keeping kept: Set<String>? = nil) {
    shapes = nil
    ofParameters = []
    numbersLeft = publishedNumbers
    self.kept = kept
  }

  /// Records quantities of parameters and others. The weights at the start are the given ones; no report can replace
  /// them.
  init(
    trainedFrom parameters: [(name: String, tensor: Tensor)], publishedNumbers: Int, keeping kept: Set<String>? = nil
  ) {
    shapes = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.tensor.shape) })
    ofParameters = ["weights"]
    numbersLeft = publishedNumbers
    self.kept = kept?.union(ofParameters)
    for (name, tensor) in parameters {
      trace["weights", name] = .init(shape: tensor.shape, steps: 1, values: tensor.values)
    }
  }

  /// The quantities of every parameter of an optimizer, at every step.
  static let always: Set<String> = ["weights", "gradients"]

  /// Begins a step: 0 for the start, then 1, 2, ….
  mutating func begin(step: Int, quantities: Set<String>) {
    self.step = step
    self.quantities = quantities
    seenBefore = seen
    seen = []
  }

  /// The count of a training's steps that were published in full: a step that is not followed by another is, if nothing
  /// is missing that the step before had.
  var fullSteps: Int { step > 1 && seen.isSuperset(of: seenBefore) ? step : max(step - 1, 0) }

  mutating func take(_ publication: Publication) throws(ConversationError) {
    let key = Trace.Key(publication.quantity, publication.tensor.name)
    guard quantities.contains(publication.quantity) else { throw .violation("\(key) was not asked for") }
    guard publication.step == UInt64(step), publication.time == 0 else {
      throw .violation("\(key) came for step \(publication.step) during step \(step)")
    }
    let shape = publication.tensor.shape
    if let own = shapes?[publication.tensor.name] {
      // The kit ensures the shapes of weights and gradients; a program's own quantities may have any shape.
      guard shape == own || !ofParameters.contains(publication.quantity) else {
        throw .violation("\(key) has shape \(shape), not \(own)")
      }
    } else {
      guard publication.tensor.name.isEmpty || shapes != nil else { throw .violation("\(key) is of a parameter") }
      guard publication.tensor.name.isEmpty, !ofParameters.contains(publication.quantity) else {
        throw .violation("\(key) is of no parameter")
      }
    }
    guard seen.insert(key).inserted else { throw .violation("\(key) came twice in step \(step)") }
    if let kept, !kept.contains(publication.quantity) {
      guard trace[key] == nil, namesLeft > 0 else { return }
      namesLeft -= 1
      trace[key] = Trace.Series(shape: shape)
      return
    }
    numbersLeft -= publication.tensor.values.count
    guard numbersLeft >= 0 else { throw .violation("more numbers than the limit were published") }
    var series = trace[key] ?? Trace.Series(shape: shape)
    // A program's own shape may change from step to step: the first one stands, and later entries of another are
    // missing.
    guard series.shape == shape else { return }
    let position = step - Trace.firstStep(of: publication.quantity)
    // Placeholders for skipped steps take room as well.
    numbersLeft -= max(position - series.steps, 0) * series.stride
    guard numbersLeft >= 0 else { throw .violation("more numbers than the limit were published") }
    trace[key] = nil
    // NaN marks skipped steps as missing, and keeps the later steps in their places.
    while series.steps < position { series.append([Double](repeating: .nan, count: series.stride)) }
    series.append(publication.tensor.values)
    trace[key] = series
  }

  /// Goes on to the next step if the publication belongs to it; the step before must then be complete.
  mutating func follow(_ publication: Publication, upTo steps: Int, always: Set<String>) throws(ConversationError) {
    guard publication.step > 0 else { throw .violation("\(publication.quantity) came for step 0, before the first") }
    guard publication.step == UInt64(step + 1), step < steps else { return }
    if step > 0 { try end(always: always) }
    begin(step: step + 1, quantities: quantities)
  }

  /// Checks at the end of a step that the mandatory quantities were published.
  func end(always: Set<String>) throws(ConversationError) {
    for quantity in always.sorted() {
      for name in (shapes ?? [:]).keys.sorted() where !seen.contains(Trace.Key(quantity, name)) {
        throw .violation("\(quantity)/\(name) is missing in step \(step)")
      }
    }
  }
}
