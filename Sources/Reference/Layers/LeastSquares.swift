package import Equations

extension Component {
  /// The linear neuron by its analytic solution: the weights and biases that bring xWᵀ + b nearest to what is wanted.
  ///
  /// A 1 is put after each point, so that the bias is one more weight; setting the gradient of the squared error to zero
  /// then gives the normal equations, as many as there are weights of an output.
  package static let leastSquares: Component = Component(
    name: "leastSquares",
    title: "Linear neuron, analytic solution",
    kind: .layer,
    sources: [
      "note 002: the linear neuron's weights that minimise ‖Y − Y₀‖², without iterations",
      "Higham, Accuracy and stability of numerical algorithms, 2nd ed. 2002, section 20.4 (the normal equations)",
      "NumPy (lstsq), PyTorch (linalg.lstsq) and scikit-learn (LinearRegression) minimise the same by orthogonal factors",
    ],
    settings: [],
    inputs: [
      Input("x", "the points", axes: [.batch, "in"]), Input("target", "what is wanted", axes: [.batch, "out"]),
    ],
    axes: [
      "design": [.batch, "terms"], "gram": ["terms", "unknowns"], "moment": ["terms", "out"],
      "solution": ["unknowns", "out"], "W": ["out", "in"], "b": ["out"], "y": [.batch, "out"], "loss": [],
    ],
    internals: ["design", "gram", "moment", "solution"],
    mistakes: KnownMistake.list {
      KnownMistake(
        in: "y", "the bias is left out of the prediction", contract(quantity("x"), quantity("W"), over: "in"))
      KnownMistake(
        in: "loss", "the error is added up over the outputs and averaged over the points only",
        sum(mean(square(quantity("y") - quantity("target")), over: .batch), over: "out"))
      KnownMistake(
        in: "loss", "the error is halved", mean(square(quantity("y") - quantity("target")), over: .batch, "out") / 2)
      KnownMistake(
        in: "loss", "the root of the mean is taken",
        sqrt(mean(square(quantity("y") - quantity("target")), over: .batch, "out")))
      KnownMistake(
        in: "loss", "magnitudes are averaged, not squares",
        mean(abs(quantity("y") - quantity("target")), over: .batch, "out"))
      KnownMistake(
        in: "loss", "the targets are squared, and not what is missing to them",
        mean(square(quantity("target")), over: .batch, "out"))
    },
    conventions: LeastSquaresConvention.self
  ) { _ in
    let (x, target, solution) = (quantity("x"), quantity("target"), quantity("solution"))
    let (design, W, b, y) = (quantity("design"), quantity("W"), quantity("b"), quantity("y"))
    // Pairs of neighbours, a 1 at either end: their second halves are the point and a 1.
    let pairs = window(x, Window("in", kernel: "pair", size: 2, padding: 1, fill: 1))

    design ← gather(pairs, at: 1, along: "pair").renamed("in", to: "terms")
    quantity("gram") ← contract(design, design.renamed("terms", to: "unknowns"), over: .batch)
    quantity("moment") ← contract(design, target, over: .batch)
    solution ← solve(quantity("gram"), quantity("moment"), rows: "terms", columns: "unknowns")
    W ← gather(solution, at: positions(of: x, "in"), along: "unknowns")
    b ← gather(solution, at: extent(of: x, "in"), along: "unknowns")
    y ← contract(x, W, over: "in") + b
    quantity("loss") ← mean(square(y - target), over: .batch, "out")
  }
}

/// Least squares has one solution, however it is found.
package enum LeastSquaresConvention: String, ConventionName {
  case plain

  package var rule: String { "the minimum of ‖xWᵀ + b − target‖², unique where [x 1] has full rank" }
  package var taughtIn: [String] { ["002"] }
}
