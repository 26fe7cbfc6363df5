internal import Tensors
internal import Traces
internal import WorkerProtocol

/// Collects what a plugin publishes, and refuses what was not asked for: another step, an undeclared quantity, an unknown
/// parameter, another shape, the same thing twice.
struct Recording {
  private(set) var trace = Trace()
  /// The parameters' shapes; nil where quantities belong to none.
  private let shapes: [String: [Int]]?
  private var quantities: Set<String> = ["weights"]
  private var step = 0
  private var seen: Set<Trace.Key> = []
  private var numbersLeft: Int
  /// The quantities whose numbers are kept; nil for all.
  private let kept: Set<String>?
  /// How many others are kept by their name alone.
  private var namesLeft = 64

  init(parameters: [(name: String, tensor: Tensor)], publishedNumbers: Int, keeping kept: Set<String>? = nil) {
    shapes = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.tensor.shape) })
    numbersLeft = publishedNumbers
    self.kept = kept?.union(["weights", "gradients"])
  }

  /// For quantities that belong to no parameter, each of the shape that it first has.
  init(publishedNumbers: Int, keeping kept: Set<String>? = nil) {
    shapes = nil
    numbersLeft = publishedNumbers
    self.kept = kept
  }

  /// Begins a step: 0 for the start, then 1, 2, ….
  mutating func begin(step: Int, quantities: Set<String>) {
    self.step = step
    self.quantities = quantities
    seen = []
  }

  mutating func take(_ publication: Publication) throws(ConversationError) {
    let key = Trace.Key(publication.quantity, publication.tensor.name)
    guard quantities.contains(publication.quantity) else { throw .violation("\(key) was not asked for") }
    guard publication.step == UInt64(step), publication.time == 0 else {
      throw .violation("\(key) came for step \(publication.step) during step \(step)")
    }
    let shape: [Int]
    if let shapes {
      guard let own = shapes[publication.tensor.name] else { throw .violation("\(key) is of no parameter") }
      guard publication.tensor.shape == own else {
        throw .violation("\(key) has shape \(publication.tensor.shape), not \(own)")
      }
      shape = own
    } else {
      guard publication.tensor.name.isEmpty else { throw .violation("\(key) is of a parameter") }
      shape = publication.tensor.shape
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
    // A program's own shape may change from step to step: what came first stands, and the rest is missing.
    guard series.shape == shape else { return }
    let position = publication.quantity == "weights" ? step : step - 1
    // What stands for the steps that were left out takes room as well.
    numbersLeft -= max(position - series.steps, 0) * series.stride
    guard numbersLeft >= 0 else { throw .violation("more numbers than the limit were published") }
    trace[key] = nil
    // What was left out before stays recognisable as missing and keeps the later steps in their places.
    while series.steps < position { series.append([Double](repeating: .nan, count: series.stride)) }
    series.append(publication.tensor.values)
    trace[key] = series
  }

  /// Checks at the end of a step that what is always published was.
  func end(always: Set<String>) throws(ConversationError) {
    for quantity in always.sorted() {
      for name in (shapes ?? [:]).keys.sorted() where !seen.contains(Trace.Key(quantity, name)) {
        throw .violation("\(quantity)/\(name) is missing in step \(step)")
      }
    }
  }
}
