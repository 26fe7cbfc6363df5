internal import Equations

extension Diagnoser.Supposition {
  /// Stable identifiers of the supposition, for readers of a report: they do not change with its words.
  package var kinds: [String] { manner.map { [identifier(of: $0)] } ?? edits.flatMap(\.changes).map(identifier) }

  /// The name of a case, without its payload.
  private func identifier(of kind: some Any) -> String {
    Mirror(reflecting: kind).children.first?.label ?? "\(kind)"
  }
}
