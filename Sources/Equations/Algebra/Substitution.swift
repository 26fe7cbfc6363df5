/// Other names for a formula's quantities and axes, and other formulas for its settings: the way that a network uses a
/// layer.
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

  package func callAsFunction(_ expression: Expression) -> Expression { .init(expression.node.rewritten(replaced)) }

  private func replaced(_ node: Node) -> Node {
    switch node {
    case .quantity(let reference): .quantity(quantity(reference))
    case .previous(let reference, let along): .previous(quantity(reference), along: axis(along))
    case .next(let reference, let along): .next(quantity(reference), along: axis(along))
    case .recent(let reference, let count): .recent(quantity(reference), count: count)
    case .setting(let name): setting(name).node
    case .extent(let a, let along): .extent(a, axis(along))
    case .reduce(let reduction, let a, let axes): .reduce(reduction, a, over: axes.map(axis))
    case .contract(let a, let b, let axes): .contract(a, b, over: axes.map(axis))
    case .solve(let a, let b, let rows, let columns): .solve(a, b, rows: axis(rows), columns: axis(columns))
    case .rename(let a, let from, let to): .rename(a, from: axis(from), to: axis(to))
    case .positions(let a, let along): .positions(a, axis(along))
    case .gather(let a, let b, let along): .gather(a, b, along: axis(along))
    case .window(let a, let window): .window(a, replaced(window))
    case .fold(let a, let b, let window): .fold(a, b, replaced(window))
    case .merge(let a, let axes, let into): .merge(a, axes.map(axis), into: axis(into))
    case .split(let a, let b, let from, let axes): .split(a, b, axis(from), into: axes.map(axis))
    case .step, .number, .absent, .unary, .binary, .select, .choose: node
    }
  }

  private func replaced(_ window: Window) -> Window {
    Window(
      axis(window.axis), kernel: axis(window.kernel), size: self(window.size), stride: self(window.stride),
      padding: self(window.padding), fill: window.fill)
  }
}
