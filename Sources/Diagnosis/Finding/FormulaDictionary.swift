internal import Equations

/// Small formulas and their values at the pivots, built from the leaves upwards by cost. Of formulas with the same
/// values only the first, and so the cheapest, is kept.
struct FormulaDictionary {
  /// The values of all formulas, one row after the other.
  private(set) var values: [Double] = []
  private(set) var costs: [Int] = []
  /// The number of values of a row.
  let width: Int
  /// The index behind the last row of each cost.
  private var ends: [Int] = [0]
  private var sources: [Source] = []
  private var leaves: [Node] = []
  private var known = KeySet()
  private let most: Int
  private let multipliers: [UInt64]
  /// Rows in the order of one pivot's values.
  var orders: [Int: (rows: [Int32], values: [Double])] = [:]

  private struct Source {
    let operation: Operation
    let first: Int32
    let second: Int32
  }

  /// The values of a formula while they are worked out.
  typealias Row = UnsafeMutableBufferPointer<Double>

  enum Operation: UInt8 {
    case leaf, sum, negate, squareRoot, square, absolute, exponential, logarithm, floor, hyperbolicTangent, sigmoid
    case add, subtract, multiply, divide, power, maximum, minimum, clip, signed
  }

  private let unary: [Operation]
  private let binary: [Operation]
  private let atoms: [Int: [(node: Node, values: [Double])]]

  /// - Parameters:
  ///   - leaves: the formulas to begin with, each with its cost and its values.
  ///   - most: the largest number of rows.
  init(
    width: Int, leaves: [(node: Node, cost: Int, values: [Double])], most: Int, unary: [Operation], binary: [Operation]
  ) {
    self.width = width
    self.most = most
    self.unary = unary
    self.binary = binary
    atoms = Dictionary(grouping: leaves, by: \.cost).mapValues { $0.map { ($0.node, $0.values) } }
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    multipliers = (0..<width).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) | 1
    }
  }

  var count: Int { sources.count }
  /// The largest cost so far.
  var cost: Int { ends.count - 1 }

  /// The number of rows up to a cost.
  func count(upTo cost: Int) -> Int { ends[min(cost, ends.count - 1)] }

  func row(_ index: Int) -> ArraySlice<Double> { values[index * width..<(index + 1) * width] }

  func copy(_ index: Int, to row: Row) {
    values.withUnsafeBufferPointer { values in
      for i in 0..<width { row[i] = values[index * width + i] }
    }
  }

  /// Adds the formulas of ever higher cost.
  mutating func grow(to cost: Int) {
    while self.cost < cost { addBlock(self.cost + 1) }
  }

  private func rows(_ cost: Int) -> Range<Int> {
    cost >= 1 && cost < ends.count ? ends[cost - 1]..<ends[cost] : 0..<0
  }

  /// Adds one of many sums, of which only the number is kept; false if its values are known, or cannot be used.
  ///
  /// - Precondition: no row costs more.
  mutating func addSum(_ index: Int, _ cost: Int, _ values: Row) -> Bool {
    close(below: cost)
    let before = count
    insert(values, Source(operation: .sum, first: Int32(index), second: 0), isLeaf: true)
    return count > before
  }

  /// Ends all costs below one: no more rows have them.
  mutating func close(below cost: Int) {
    while ends.count < cost { ends.append(sources.count) }
  }

  private mutating func addBlock(_ cost: Int) {
    orders = [:]
    var scratch = [Double](repeating: 0, count: width)
    scratch.withUnsafeMutableBufferPointer { addBlock(cost, $0) }
  }

  private mutating func addBlock(_ cost: Int, _ scratch: Row) {
    for atom in atoms[cost] ?? [] {
      leaves.append(atom.node)
      for i in 0..<width { scratch[i] = atom.values[i] }
      insert(scratch, Source(operation: .leaf, first: Int32(leaves.count - 1), second: 0), isLeaf: true)
    }
    // Operations of two leaves are likelier than functions of functions.
    if cost <= 3 { addOperations(cost, scratch) }
    for operation in unary where !operation.isCostly || cost <= 3 {
      for index in rows(cost - 1) {
        apply(operation, index, scratch)
        insert(scratch, Source(operation: operation, first: Int32(index), second: 0))
      }
    }
    if cost > 3 { addOperations(cost, scratch) }
    ends.append(sources.count)
  }

  private mutating func addOperations(_ cost: Int, _ scratch: Row) {
    for first in 1..<max(cost - 1, 1) {
      let second = cost - 1 - first
      let (left, right) = (rows(first), rows(second))
      if left.isEmpty || right.isEmpty { continue }
      for operation in binary {
        if operation.isSymmetric && first > second { continue }
        if operation == .power && cost > 5 { continue }
        for a in left {
          if sources.count >= most { break }
          for b in right {
            if operation.isSymmetric && first == second && b < a { continue }
            apply(operation, a, b, scratch)
            insert(scratch, Source(operation: operation, first: Int32(a), second: Int32(b)))
          }
        }
      }
    }
  }

  private func apply(_ operation: Operation, _ a: Int, _ result: Row) {
    let width = width
    values.withUnsafeBufferPointer { values in
      let x = values.baseAddress! + a * width
      switch operation {
      case .negate: for i in 0..<width { result[i] = -x[i] }
      case .squareRoot: for i in 0..<width { result[i] = x[i].squareRoot() }
      case .square: for i in 0..<width { result[i] = x[i] * x[i] }
      case .absolute: for i in 0..<width { result[i] = abs(x[i]) }
      case .floor: for i in 0..<width { result[i] = x[i].rounded(.down) }
      case .exponential: for i in 0..<width { result[i] = x[i] < 30 ? Elementary.exp(x[i]) : .nan }
      case .logarithm: for i in 0..<width { result[i] = Elementary.log(x[i]) }
      case .hyperbolicTangent: for i in 0..<width { result[i] = Unary.hyperbolicTangent.value(x[i]) }
      case .sigmoid: for i in 0..<width { result[i] = Unary.sigmoid.value(x[i]) }
      default: preconditionFailure("\(operation) takes two operands")
      }
    }
  }

  private func apply(_ operation: Operation, _ a: Int, _ b: Int, _ result: Row) {
    let width = width
    values.withUnsafeBufferPointer { values in
      let (x, y) = (values.baseAddress! + a * width, values.baseAddress! + b * width)
      switch operation {
      case .add: for i in 0..<width { result[i] = x[i] + y[i] }
      case .subtract: for i in 0..<width { result[i] = x[i] - y[i] }
      case .multiply: for i in 0..<width { result[i] = x[i] * y[i] }
      case .divide: for i in 0..<width { result[i] = x[i] / y[i] }
      case .maximum: for i in 0..<width { result[i] = max(x[i], y[i]) }
      case .minimum: for i in 0..<width { result[i] = min(x[i], y[i]) }
      case .clip:
        for i in 0..<width { result[i] = min(max(x[i], -abs(y[i])), abs(y[i])) }
      case .signed:
        for i in 0..<width {
          let sign = y[i]
          result[i] = abs(x[i]) * (sign > 0 ? 1 : sign < 0 ? -1 : 0)
        }
      case .power: for i in 0..<width { result[i] = Elementary.power(x[i], y[i]) }
      default: preconditionFailure("\(operation) takes one operand")
      }
    }
  }

  private mutating func insert(_ row: Row, _ source: Source, isLeaf: Bool = false) {
    guard sources.count < most else { return }
    var largest = 0.0
    var key: UInt64 = 0
    let isFinite = multipliers.withUnsafeBufferPointer { multipliers in
      for i in 0..<width {
        // Of two zeros there is one.
        let value = row[i] + 0.0
        guard value.isFinite else { return false }
        row[i] = value
        largest = max(largest, abs(value))
        key = key &+ ((value.bitPattern &+ (1 << 19)) >> 20) &* multipliers[i]
      }
      return true
    }
    guard isFinite, largest < 1e30, isLeaf || largest > 1e-30, known.insert(key) else { return }
    values.append(contentsOf: UnsafeBufferPointer(row))
    sources.append(source)
    costs.append(ends.count)
  }

  /// The formula of a row.
  func node(_ index: Int) -> Node {
    let source = sources[index]
    let first = Int(source.first)
    if source.operation == .leaf { return leaves[first] }
    if source.operation == .sum { return Contractions.leaf(first) }
    let a = node(first)
    switch source.operation {
    case .negate: return .unary(.negate, a)
    case .squareRoot: return .unary(.squareRoot, a)
    case .square: return .unary(.square, a)
    case .absolute: return .unary(.absolute, a)
    case .exponential: return .unary(.exponential, a)
    case .logarithm: return .unary(.logarithm, a)
    case .floor: return .unary(.floor, a)
    case .hyperbolicTangent: return .unary(.hyperbolicTangent, a)
    case .sigmoid: return .unary(.sigmoid, a)
    default: break
    }
    let b = node(Int(source.second))
    switch source.operation {
    case .add: return .binary(.add, a, b)
    case .subtract: return .binary(.subtract, a, b)
    case .multiply: return .binary(.multiply, a, b)
    case .divide: return .binary(.divide, a, b)
    case .power: return .binary(.power, a, b)
    case .maximum: return .binary(.maximum, a, b)
    case .minimum: return .binary(.minimum, a, b)
    case .clip: return a.clipped(to: .unary(.absolute, b))
    default: return .binary(.multiply, .unary(.absolute, a), .unary(.sign, b))
    }
  }
}

extension FormulaDictionary.Operation {
  var isCostly: Bool { [.exponential, .logarithm, .hyperbolicTangent, .sigmoid].contains(self) }

  /// The functions of one number that a program may apply.
  static func functions(inNetwork: Bool) -> [Self] {
    [.negate, .squareRoot, .square, .absolute, .exponential, .logarithm, .hyperbolicTangent]
      + (inNetwork ? [.sigmoid] : [])
  }

  var isSymmetric: Bool { self == .add || self == .multiply || self == .maximum || self == .minimum }
}

extension Node {
  /// The number, but no further from zero than a limit.
  func clipped(to limit: Node) -> Node {
    .binary(.minimum, .binary(.maximum, self, .unary(.negate, limit)), limit)
  }
}

/// The elementary functions as formulas have them.
enum Elementary {
  static func exp(_ a: Double) -> Double { Unary.exponential.value(a) }
  static func log(_ a: Double) -> Double { Unary.logarithm.value(a) }
  static func power(_ a: Double, _ b: Double) -> Double { Binary.power.value(a, b) }
}
