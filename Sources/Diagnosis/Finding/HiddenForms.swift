internal import Equations

/// The formulas that a program may have in the place of one that it does not publish: each has a change at one place.
struct HiddenForms {
  /// A formula, and its change.
  struct Form {
    let formula: Node
    let change: Change
  }

  /// A formula with one number that is not known yet.
  struct Open {
    let form: (Double) -> Form
    /// The number at which the search begins.
    let start: Double
    var isExponent = false
  }

  private(set) var forms: [Form] = []
  private(set) var open: [Open] = []

  /// - Parameters:
  ///   - rules: the axes of all quantities.
  ///   - peers: the leaves that may stand in another's place.
  ///   - parameters: those that a program may have updated too early.
  ///   - isSolved: true for the matrix of a linear system.
  ///   - isOpen: true for the places that may be changed; nil for all of them.
  init(
    of own: Node, axes rules: AxisRules, peers: [Node], parameters: [String], isSolved: Bool = false,
    where isOpen: (([Int]) -> Bool)? = nil
  ) {
    func alike(_ node: Node, _ axes: [Axis]) -> [Node] {
      peers.filter { $0 != node && Set((try? rules.axes(of: $0)) ?? []) == Set(axes) }
    }
    if isSolved, let axes = try? rules.axes(of: own), axes.count == 2 {
      let isDiagonal = Node.binary(.equal, .positions(own, axes[0]), .positions(own, axes[1]))
      open.append(
        Open(
          form: { number in
            let other = Node.binary(.add, own, .binary(.multiply, .number(number), isDiagonal))
            return Form(formula: other, change: .replaced(own, by: other))
          }, start: 0.01))
    }
    for (path, node) in own.places where isOpen?(path) ?? true {
      if case .number = node { continue }
      func form(_ other: Node) -> Form {
        Form(formula: own.replacing(at: path[...], with: other), change: .replaced(node, by: other))
      }
      var others: [Node] = []
      if case .unary(_, let inner) = node, node.isActivation { others += Activations.all(of: inner) }
      if let inner = node.tanhSlope { others += Activations.slopes(at: inner) }
      others += Activations.usual(of: node)
      let axes = (try? rules.axes(of: node)) ?? []
      if case .unary(.square, let inner) = node { others += alike(node, axes).map { .binary(.multiply, inner, $0) } }
      if node.operands.isEmpty {
        others += alike(node, axes)
        if isOpen != nil {
          others += alike(node, axes).flatMap { peer in
            [Binary.add, .subtract, .multiply].map { .binary($0, node, peer) }
          }
        }
      }
      if case .quantity(let reference) = node, parameters.contains(reference.name) {
        others.append(.quantity(Reference("weights", of: reference.name)))
      }
      for axis in axes where axis != .step { others += Self.changes(of: node, along: axis) }
      for extent in own.extents(rules) where path.isEmpty || node.operands.isEmpty {
        others += [
          .binary(.divide, node, extent), .binary(.multiply, node, extent),
          .binary(.divide, node, .unary(.squareRoot, extent)),
        ]
      }
      forms += others.filter { $0 != node }.map(form)
      let isLeaf = node.operands.isEmpty
      open += [
        Open(form: { form(.binary(.multiply, .number($0), node)) }, start: 0.8),
        Open(form: { form(.binary(.add, node, .number($0))) }, start: 0.1),
      ]
      if isLeaf || isOpen != nil {
        open.append(
          Open(form: { form(.binary(.power, .unary(.absolute, node), .number($0))) }, start: 1.2, isExponent: true))
      }
      if isLeaf { open.append(Open(form: { form(node.smoothed(by: .number($0))) }, start: 0.05)) }
      if isOpen != nil {
        open.append(Open(form: { form(.binary(.maximum, node, .number($0))) }, start: 0.05))
        open.append(Open(form: { form(.binary(.minimum, node, .number($0))) }, start: 0.05))
      }
    }
    // Another value at all places where a part stands.
    if isOpen != nil { return }
    var count: [Node: Int] = [:]
    for node in own.subformulas {
      count[node, default: 0] += 1
      if case .number = node { continue }
      guard count[node] == 2 else { continue }
      forms += alike(node, (try? rules.axes(of: node)) ?? []).map {
        Form(formula: own.replacing(node, by: $0), change: .replaced(node, by: $0))
      }
    }
  }

  /// The same numbers moved along an axis, from the other end, centred or brought to one size.
  private static func changes(of node: Node, along axis: Axis) -> [Node] {
    let x = Expression(node)
    let place = positions(of: x, axis)
    let centred = x - mean(x, over: axis)
    let variance = mean(square(centred), over: axis)
    var found: [Expression] = [
      centred, centred / sqrt(variance), centred / sqrt(variance + number(1e-5)),
      centred / sqrt(variance + number(1e-8)),
      x / max(abs(x), over: axis), x / sqrt(sum(square(x), over: axis)), x / sum(x, over: axis),
      exp(x) / sum(exp(x), over: axis),
    ]
    if node.operands.isEmpty {
      found += [
        Expression(IndexSlip.mirrored(node, axis)), Expression(IndexSlip.next(node, axis)),
        Expression(IndexSlip.previous(node, axis)), gather(x, at: 0 * place, along: axis),
      ]
      found += IndexSlip.held(node, axis).map(Expression.init)
    }
    return found.map(\.node)
  }
}

extension Node {
  /// The number moved towards one half by a share of the way, as labels are smoothed.
  func smoothed(by share: Node) -> Node {
    .binary(.add, self, .binary(.multiply, share, .binary(.subtract, .number(0.5), self)))
  }

  /// True for a function that makes a layer more than a sum.
  fileprivate var isActivation: Bool {
    switch self {
    case .unary(.hyperbolicTangent, _), .unary(.sigmoid, _), .unary(.softplus, _), .unary(.exponential, _): true
    default: false
    }
  }

  /// The argument of a tanh whose slope the node is: 1 − tanh(z)², or 1 − h² if h has another function.
  fileprivate var tanhSlope: Node? {
    guard case .binary(.subtract, .number(1), .unary(.square, let inner)) = self else { return nil }
    if case .unary(.hyperbolicTangent, let z) = inner { return z }
    return inner
  }

  /// The extents of the axes of a formula's parts.
  fileprivate func extents(_ rules: AxisRules) -> [Node] {
    var found: [Axis: Node] = [:]
    for node in subformulas where node.operands.isEmpty {
      for axis in (try? rules.axes(of: node)) ?? [] where axis != .step && found[axis] == nil {
        found[axis] = .extent(node, axis)
      }
    }
    return found.sorted { "\($0.key)" < "\($1.key)" }.map(\.value)
  }
}
