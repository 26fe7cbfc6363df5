extension Recipe {
  /// The same recipe computing the same quantities by other formulas.
  ///
  /// - Precondition: the equations have the same targets, in the same order.
  package func rewritten(_ equations: [Equation]) -> Recipe {
    precondition(equations.map(\.target) == self.equations.map(\.target), "\(name) keeps its quantities")
    return Recipe(self, equations: equations)
  }
}
