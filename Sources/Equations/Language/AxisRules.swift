/// Infers the axes of a formula's value from those of the quantities in it.
package struct AxisRules {
  private let axes: [String: [Axis]]

  /// - Parameter axes: the axes of every quantity that the formulas mention.
  package init(axes: [String: [Axis]]) { self.axes = axes }

  /// The axes that a formula's value has.
  package func axes(of node: Node) throws(Derivative.Failure) -> [Axis] {
    switch node {
    case .quantity(let reference), .previous(let reference, _), .next(let reference, _):
      if let known = axes[reference.name] ?? reference.parameter.flatMap({ axes[$0] }) { return known }
      if let known = reference.gradientOf.flatMap({ axes[$0] }) { return known }
      throw .undeclaredAxes(reference.name)
    case .setting, .step, .number, .extent, .absent: return []
    case .recent(let reference, _): return try axes(of: .quantity(reference)) + [.lag]
    case .choose(_, _, let a, let b): return try union(axes(of: a), axes(of: b))
    case .unary(_, let a): return try axes(of: a)
    case .positions(_, let axis): return [axis]
    case .binary(_, let a, let b): return try union(axes(of: a), axes(of: b))
    case .select(let a, let b, let c): return try union(union(axes(of: a), axes(of: b)), axes(of: c))
    case .reduce(_, let a, let over):
      if over.contains(.elements) { return [] }
      return try axes(of: a).filter { !over.contains($0) }
    case .contract(let a, let b, let over): return try union(axes(of: a), axes(of: b)).filter { !over.contains($0) }
    case .solve(let a, let b, let rows, let columns):
      let matched = try axes(of: a).filter { $0 != rows && $0 != columns }
      return try union(matched, axes(of: b).filter { $0 != rows }) + [columns]
    case .rename(let a, let axis, let other): return try axes(of: a).map { $0 == axis ? other : $0 }
    case .gather(let table, let index, let axis):
      return try axes(of: index) + axes(of: table).filter { $0 != axis }
    case .window(let a, let window): return try axes(of: a) + [window.kernel]
    case .fold(let a, _, let window): return try axes(of: a).filter { $0 != window.kernel }
    case .merge(let a, let merged, let axis): return try axes(of: a).filter { !merged.contains($0) } + [axis]
    case .split(let a, _, let axis, let parts): return try axes(of: a).filter { $0 != axis } + parts
    }
  }

  private func union(_ a: [Axis], _ b: [Axis]) -> [Axis] { a + b.filter { !a.contains($0) } }
}
