internal import Equations
internal import Judging

// Changes at places that neither working backwards nor the terms of a sum reach: below a number that is rounded down, a
// condition, a sum within a sum, a tensor whose entries are moved.
extension FormulaFinder {
  /// The simplest such changes that give all numbers. Each is evaluated at one wrong number before it is proven.
  func below() -> [Found] {
    guard hasEnoughMisfits, distinct > 1, let point = misfits.indices.first(where: { misfits[$0] && finite[$0] }),
      let recipe = points.examinations.first?.recipe
    else { return [] }
    let open = asked.node.placesBelow
    guard !open.isEmpty else { return [] }
    let following = recipe.followers(of: points.target)
    let peers = recipe.equations.map(\.target).filter { target in
      target.parameter == nil && target.name != "weights" && !following.contains(target)
    }
    let given = recipe.inputs.map { Reference($0.name, symbol: $0.symbol, gradientOf: $0.gradientOf) }
    let rules = AxisRules(axes: recipe.axesThroughout.merging(recipe.inputs.map { ($0.name, $0.axes) }) { $1 })
    let forms = HiddenForms(
      of: asked.node, axes: rules, peers: (peers + given).map { .quantity($0) }, parameters: recipe.parameters
    ) { open.keys.contains($0) }
    func difference(_ formula: Node) -> (value: Double, allowed: Double) {
      guard let (value, error) = points.computed(formula, at: point) else { return (.nan, .nan) }
      let own = points.published[point]
      return (value - own, Bound.allowance * (error + 0x1p-52 * abs(own)))
    }
    let powers = open.filter(\.value).keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { path in
      asked.node.powers(at: path)
    }
    // A formula of a sequence costs as many as it has positions.
    let most = Self.mostBelow / max(1, points.examinations.map(\.walkedPositions).min() ?? 1)
    var tried = 0
    for formula in forms.forms.map(\.formula) + powers where tried < most {
      tried += 1
      let (value, allowed) = difference(formula)
      if abs(value) <= 2 * allowed { candidates.add(parts.flattened(formula)) }
    }
    for open in forms.open where tried < most {
      let root = open.root {
        difference(open.form($0).formula).value
      } within: {
        difference(open.form($0).formula)
      }
      tried += root.runs
      if let number = root.number { candidates.add(parts.flattened(open.form(number).formula)) }
    }
    return proven() ?? []
  }

  private static let mostBelow = 3_000
}

extension Node {
  /// The places below a part that hides what is in it, by their paths: true for those below a number that is rounded down,
  /// of which no number can be worked out.
  fileprivate var placesBelow: [[Int]: Bool] {
    var found: [[Int]: Bool] = [:]
    func visit(_ node: Node, _ path: [Int], isSummed: Bool, isBelow: Bool, isRounded: Bool) {
      if isBelow { found[path] = isRounded }
      for (index, operand) in node.operands.enumerated() {
        var (isSummed, isBelow, isRounded) = (isSummed, isBelow, isRounded)
        switch node {
        case .extent, .positions: continue
        case .fold, .split: if index > 0 { continue }
        case .unary(.floor, _): (isBelow, isRounded) = (true, true)
        case .unary, .binary: break
        case .select: if index == 0 { (isBelow, isRounded) = (true, true) }
        case .reduce, .contract:
          isBelow = isBelow || isSummed
          isSummed = true
        default: break
        }
        switch node {
        case .fold, .split, .gather, .merge, .window, .solve, .rename, .choose: isBelow = true
        default: break
        }
        visit(operand, path + [index], isSummed: isSummed, isBelow: isBelow, isRounded: isRounded)
      }
    }
    visit(self, [], isSummed: false, isBelow: false, isRounded: false)
    return found
  }

  /// The formula with what stands at a place raised to powers of tenths.
  fileprivate func powers(at path: [Int]) -> [Node] {
    guard let own = part(at: path[...]) else { return [] }
    if case .number = own { return [] }
    return (1...30).filter { $0 != 10 }.map {
      replacing(at: path[...], with: .binary(.power, .unary(.absolute, own), .number(Double($0) / 10)))
    }
  }
}
