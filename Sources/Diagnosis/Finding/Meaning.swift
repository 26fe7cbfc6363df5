internal import Equations

/// The meaning of formulas: what they give on numbers that no case has. Two formulas with the same numbers there say the
/// same in other words.
struct Meaning {
  private var run: LeafRun
  private let recipe: Recipe
  private let signs: Signs
  /// A leaf in full: one that stands for a part shows no sign of its own.
  private let restored: (Node) -> Node
  private static let count = 40

  init(_ recipe: Recipe, _ signs: Signs, restored: @escaping (Node) -> Node) {
    (self.recipe, self.signs, self.restored) = (recipe, signs, restored)
    run = LeafRun(count: Self.count)
  }

  /// Draws the numbers of a leaf.
  private mutating func add(_ leaf: Node) {
    var state = UInt64(run.leaves.count + 1) &* 0x9E37_79B9_7F4A_7C15
    let values = (0..<Self.count).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Self.value(of: restored(leaf), Double(state >> 11) * 0x1p-53, recipe, signs)
    }
    run[leaf] = Points.Series(values: values, errors: values.map { _ in 0 })
  }

  private static func value(of leaf: Node, _ share: Double, _ recipe: Recipe, _ signs: Signs) -> Double {
    switch leaf {
    case .step: return (1 + share * 40).rounded(.down)
    case .setting(let name):
      let domain = recipe.component.settings.first { $0.name == name }?.domain
      switch domain {
      case .fraction, .unitInterval: return 0.05 + 0.9 * share
      case .count, .wholeNumber, .countToTen: return (1 + share * 9).rounded(.down)
      case .fourOrMore: return 4 + share * 10
      case .nonPositive: return -0.05 - share
      default: return 0.05 + share
      }
    // Of an entry that is 0 or 1 any power is the same, and a function of its product with something is a product too.
    case .quantity(let reference) where recipe.isMask(reference.name): return share < 0.5 ? 0 : 1
    default:
      let size = 0.05 + 1.5 * share
      return signs.isNeverNegative(leaf) || Int(share * 1024) % 2 == 0 ? size : -size
    }
  }

  /// The numbers of a formula; nil if it is not elementwise.
  mutating func callAsFunction(_ node: Node) -> [Double]? {
    for leaf in node.subformulas where leaf.operands.isEmpty && run.leaves[leaf] == nil { add(leaf) }
    return run.evaluate(node)?.values
  }

  /// True if two formulas agree wherever both have a value.
  static func agree(_ a: [Double], _ b: [Double]) -> Bool {
    var common = 0
    for (x, y) in zip(a, b) where x.isFinite && y.isFinite {
      common += 1
      if abs(x - y) > 1e-9 * (abs(x) + abs(y)) { return false }
    }
    return common >= 5
  }
}

extension Recipe {
  /// True for an input of which each entry is 0 or 1.
  fileprivate func isMask(_ name: String) -> Bool {
    inputs.contains { input in
      if input.name == name, case .mask = input.chance { true } else { false }
    }
  }
}
