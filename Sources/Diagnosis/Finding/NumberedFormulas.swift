internal import Equations

/// Formulas by number: equal ones have the same, so that they are compared, and remembered, without a walk through them.
struct NumberedFormulas {
  struct Entry {
    let node: Node
    /// The numbers of its operands.
    let operands: [Int]
    let isCommutative: Bool
    let isPower: Bool
    let writing: Writing
    fileprivate let operation: Operation

    /// True if the two differ in their operands only.
    func hasOperation(of other: Entry) -> Bool { operation == other.operation }
  }

  /// The cost of writing a formula anew.
  enum Writing {
    case cost(Double)
    /// So much more than another one.
    case more(Double, than: Int)
    /// One more than its operands.
    case operands
  }

  /// The node without its operands.
  fileprivate enum Operation: Hashable {
    case unary(UInt8), binary(UInt8)
    case number(UInt64)
    case select
    /// The place of the node, its operands left blank, among those that have been met.
    case other(Int)
  }

  private struct Key: Hashable {
    let operation: Operation
    var first = -1
    var second = -1
    var third = -1

    init(_ operation: Operation, _ operands: [Int]) {
      self.operation = operation
      if !operands.isEmpty { first = operands[0] }
      if operands.count > 1 { second = operands[1] }
      if operands.count > 2 { third = operands[2] }
    }
  }

  private var entries: [Entry] = []
  private var numbers: [Key: Int] = [:]
  private var operations: [Node: Int] = [:]
  private let isFar: (Node) -> Bool

  init(isFar: @escaping (Node) -> Bool) { self.isFar = isFar }

  var count: Int { entries.count }

  subscript(number: Int) -> Entry { entries[number] }

  mutating func removeAll() { (entries, numbers, operations) = ([], [:], [:]) }

  mutating func number(of node: Node) -> Int {
    let operands: [Int]
    let operation: Operation
    switch node {
    case .number(let value): (operands, operation) = ([], .number((value + 0).bitPattern))
    case .unary(let unary, let a): (operands, operation) = ([number(of: a)], .unary(unary.code))
    case .binary(let binary, let a, let b):
      (operands, operation) = ([number(of: a), number(of: b)], .binary(binary.code))
    case .select(let a, let b, let c):
      (operands, operation) = ([number(of: a), number(of: b), number(of: c)], .select)
    default:
      operands = node.operands.map { number(of: $0) }
      let blank = node.operation
      let place = operations[blank] ?? operations.count
      operations[blank] = place
      operation = .other(place)
    }
    let key = Key(operation, operands)
    if let known = numbers[key] { return known }
    let writing = writing(of: node, operands)
    let isPower = if case .binary(.power, _, _) = node { true } else { false }
    numbers[key] = entries.count
    entries.append(
      Entry(
        node: node, operands: operands, isCommutative: node.isCommutative, isPower: isPower, writing: writing,
        operation: operation))
    return entries.count - 1
  }

  /// A formula and all below it.
  func parts(of number: Int) -> Set<Int> {
    var found: Set<Int> = []
    func visit(_ number: Int) {
      found.insert(number)
      entries[number].operands.forEach(visit)
    }
    visit(number)
    return found
  }

  private mutating func writing(of node: Node, _ operands: [Int]) -> Writing {
    if case .number(let value) = node {
      return .cost(abs(value) == 1 || abs(value) == 2 ? 1 : 0.5 + 0.5 * Literals.digits(value))
    }
    if isFar(node) { return .cost(2) }
    // Another index is one thought, however long it is to write.
    if let tensor = node.rearrangedTensor { return .more(1, than: number(of: tensor)) }
    switch node {
    case .gather(_, _, along: .candidate): return .more(1, than: operands[0])
    // A comparison with zero, and a value that starts from a setting, are one thought.
    case .binary(.equal, _, .number(0)): return .more(1, than: operands[0])
    case .binary(.equal, let a, .unary(.floor, let b)) where a == b: return .cost(2.5)
    case .select(.binary(.equal, .step, .number(1)), _, .previous): return .cost(1.5)
    // Nobody cuts a number that is the same at every step to a whole one.
    case .unary(.floor, let a) where !a.subformulas.contains(.step): return .more(4, than: operands[0])
    default: return .operands
    }
  }
}

// An operation is one byte, which is hashed faster than its name.
extension Unary {
  fileprivate var code: UInt8 { unsafeBitCast(self, to: UInt8.self) }
}

extension Binary {
  fileprivate var code: UInt8 { unsafeBitCast(self, to: UInt8.self) }
}
