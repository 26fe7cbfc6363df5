extension StepEnvironment<NumericContext> {
  /// Checks that the gradient given at a quantity has the shape that the quantity turned out to have.
  func checkUpstream(of target: Reference) throws(RecipeError) {
    let name = "d\(target.name)"
    guard target.parameter == nil, recipe.upstream.contains(name),
      let given = current[Reference(name)]?.blocks.first, let own = current[target]?.blocks.first
    else { return }
    if own.fits(given) && given.fits(own) { return }
    // The message gives the shape in the order of the given gradient's axes, if it has the same ones.
    let shape = given.axes.compactMap(own.extent)
    let expected = shape.count == own.shape.count ? shape : own.shape
    throw .wrongShape(
      name, recipe: recipe.name, expected: "\(expected), as \(target.name) has", given: given.shape)
  }
}
