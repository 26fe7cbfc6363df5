package import Equations

private let (x, target, solution) = (quantity("x"), quantity("target"), quantity("solution"))
private let (design, W, b, y) = (quantity("design"), quantity("W"), quantity("b"), quantity("y"))
private let (gram, moment, loss) = (quantity("gram"), quantity("moment"), quantity("loss"))

extension Component {
  /// The linear neuron by its analytic solution: the weights and biases that bring xWᵀ + b nearest to the target.
  ///
  /// A 1 is put after each point, so that the bias is one more weight. Setting the gradient of the squared error to
  /// zero then gives the normal equations, one for each weight of an output.
  package static let leastSquares: Component = Component(
    name: "leastSquares", title: "Linear neuron, analytic solution", kind: .layer,
    conventions: .plain(
      rule: "the minimum of ‖xWᵀ + b − target‖², unique where [x 1] has full rank", taughtIn: ["002"]),
    equations: { _ in
      // Pairs of neighbours, with a 1 at either end: their second halves are the point and a 1.
      let pairs = window(x, Window("in", kernel: "pair", size: 2, padding: 1, fill: 1))

      design ← gather(pairs, at: 1, along: "pair").renamed("in", to: "terms")
      gram ← contract(design, design.renamed("terms", to: "unknowns"), over: .batch)
      moment ← contract(design, target, over: .batch)
      solution ← solve(gram, moment, rows: "terms", columns: "unknowns")
      W ← gather(solution, at: positions(of: x, "in"), along: "unknowns")
      b ← gather(solution, at: extent(of: x, "in"), along: "unknowns")
      y ← contract(x, W, over: "in") + b
      loss ← mean(square(y - target), over: .batch, "out")
    },
    inputs: [
      Input(x, "the points", axes: [.batch, "in"]),
      Input(target, "what is wanted", axes: [.batch, "out"]),
    ],
    axes: [
      design: [.batch, "terms"], gram: ["terms", "unknowns"], moment: ["terms", "out"], solution: ["unknowns", "out"],
      W: ["out", "in"], b: ["out"], y: [.batch, "out"], loss: [],
    ],
    internals: [design, gram, moment, solution],
    sources: [
      "note 002: the linear neuron's weights that minimise ‖Y − Y₀‖², without iterations",
      "Higham, Accuracy and stability of numerical algorithms, 2nd ed. 2002, section 20.4 (the normal equations)",
      "NumPy (lstsq), PyTorch (linalg.lstsq) and scikit-learn (LinearRegression) minimise the same by orthogonal factors",
    ],
    mistakes: { _ in
      KnownMistake(
        in: b, "it is the mean of the targets: W times the mean of the points is to be taken off", .program,
        mean(target, over: .batch))
      KnownMistake(
        in: loss, "the error is halved", .rule(of: "meanSquaredError"),
        mean(square(y - target), over: .batch, "out") / 2)
      KnownMistake(
        in: loss, "magnitudes are averaged, not squares", .rule(of: "meanAbsoluteError"),
        mean(abs(y - target), over: .batch, "out"))
    })
}
