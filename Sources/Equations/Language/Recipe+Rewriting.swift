extension Recipe {
  /// The same recipe computing the same quantities by other formulas.
  ///
  /// - Precondition: the equations have the same targets, in the same order.
  package func rewritten(_ equations: [Equation]) -> Recipe {
    precondition(equations.map(\.target) == self.equations.map(\.target), "\(name) keeps its quantities")
    return Recipe(self, equations: equations)
  }

  /// The same recipe with another formula for one quantity, and more quantities that it needs, kept from step to step.
  package func replacing(_ quantity: String, by formula: Expression, keeping states: [Equation]) -> Recipe {
    Recipe(
      component: component, convention: convention,
      equations: equations.flatMap { equation in
        equation.target.name == quantity ? states + [Equation(equation.target, formula)] : [equation]
      })
  }
}
