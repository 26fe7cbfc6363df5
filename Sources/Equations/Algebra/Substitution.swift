/// Other names for a formula's quantities and axes, and other formulas for its settings: how a network uses a layer.
package struct Substitution {
  private let quantity: (Reference) -> Reference
  private let axis: (Axis) -> Axis
  private let setting: (String) -> Expression

  package init(
    quantity: @escaping (Reference) -> Reference = { $0 }, axis: @escaping (Axis) -> Axis = { $0 },
    setting: @escaping (String) -> Expression = { .init(.setting($0)) }
  ) {
    self.quantity = quantity
    self.axis = axis
    self.setting = setting
  }

  package func callAsFunction(_ equation: Equation) -> Equation {
    Equation(quantity(equation.target), self(equation.formula))
  }

  package func callAsFunction(_ expression: Expression) -> Expression { .init(replaced(expression.node)) }

  private func replaced(_ node: Node) -> Node {
    let operands = node.operands.map(replaced)
    switch node {
    case .quantity(let reference): return .quantity(quantity(reference))
    case .previous(let reference, let along): return .previous(quantity(reference), along: axis(along))
    case .next(let reference, let along): return .next(quantity(reference), along: axis(along))
    case .recent(let reference, _): return .recent(quantity(reference), count: operands[0])
    case .setting(let name): return setting(name).node
    case .extent(_, let along): return .extent(operands[0], axis(along))
    case .reduce(let reduction, _, let axes): return .reduce(reduction, operands[0], over: axes.map(axis))
    case .contract(_, _, let axes): return .contract(operands[0], operands[1], over: axes.map(axis))
    case .solve(_, _, let rows, let columns):
      return .solve(operands[0], operands[1], rows: axis(rows), columns: axis(columns))
    case .rename(_, let from, let to): return .rename(operands[0], from: axis(from), to: axis(to))
    case .positions(_, let along): return .positions(operands[0], axis(along))
    case .gather(_, _, let along): return .gather(operands[0], operands[1], along: axis(along))
    case .window(_, let window): return .window(operands[0], replaced(window))
    case .fold(_, _, let window): return .fold(operands[0], operands[1], replaced(window))
    case .merge(_, let axes, let into): return .merge(operands[0], axes.map(axis), into: axis(into))
    case .split(_, _, let from, let axes): return .split(operands[0], operands[1], axis(from), into: axes.map(axis))
    default: return node.replacing(operands: operands)
    }
  }

  private func replaced(_ window: Window) -> Window {
    Window(
      axis(window.axis), kernel: axis(window.kernel), size: self(window.size), stride: self(window.stride),
      padding: self(window.padding), fill: window.fill)
  }
}
