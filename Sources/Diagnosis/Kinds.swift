internal import Equations

extension Diagnoser.Supposition {
  /// Stable identifiers of the supposition, for readers of a report: they do not change with its words.
  package var kinds: [String] {
    if let rounding { return [identifier(of: rounding)] }
    if let manner { return [identifier(of: manner)] }
    if habit != .none { return [identifier(of: habit)] }
    return edits.flatMap(\.changes).map(identifier)
  }

  /// The name of a case, without its payload.
  private func identifier(of kind: some Any) -> String {
    Mirror(reflecting: kind).children.first?.label ?? "\(kind)"
  }
}
