import Equations
import Reference

/// A multilayer perceptron in training: its equations, the way back derived from them, and an optimizer.
///
/// With several outputs it has a softmax and cross entropy, with one a sigmoid and the mean squared error.
struct Network {
  let inputs: Int
  let hidden: Int
  let outputs: Int
  let batch: Int

  /// The inputs of the network at each step.
  private static let given = [
    Input("x", "the examples", axes: [.batch, "inputs"], perStep: true),
    Input("y", "the classes, one-hot, or 0 and 1 for one output", axes: [.batch, "outputs"], perStep: true),
  ]

  private static let axes: [String: [Axis]] = [
    "W1": ["inputs", "hidden"], "b1": ["hidden"], "W2": ["hidden", "outputs"], "b2": ["outputs"],
    "z1": [.batch, "hidden"], "h1": [.batch, "hidden"], "z2": [.batch, "outputs"],
    "p": [.batch, "outputs"], "shifted": [.batch, "outputs"], "logTotal": [.batch], "loss": [],
  ]

  private static let parameters = ["W1", "W2", "b1", "b2"]

  /// The network trained by an optimizer's equations.
  func training(with optimizer: Component) throws -> Recipe {
    let (x, y, z1, h1, z2) = (quantity("x"), quantity("y"), quantity("z1"), quantity("h1"), quantity("z2"))
    let (shifted, logTotal, loss) = (quantity("shifted"), quantity("logTotal"), quantity("loss"))
    let layers: [Equation] = [
      z1 ← contract(x, quantity("W1"), over: "inputs") + quantity("b1"),
      h1 ← max(z1, 0),
      z2 ← contract(h1, quantity("W2"), over: "hidden") + quantity("b2"),
    ]
    let losses: [Equation]
    // The gradient at the last layer's sums, derived on paper as in every framework.
    let scores: Expression
    if outputs == 1 {
      let p = quantity("p")
      losses = [p ← sigmoid(z2), loss ← mean(square(p - y), over: .batch, "outputs")]
      scores = 2 * (p - y) * p * (1 - p) / extent(of: x, .batch)
    } else {
      losses = [
        shifted ← z2 - max(z2, over: "outputs"),
        logTotal ← log(sum(exp(shifted), over: "outputs")),
        loss ← mean(sum(y * (logTotal - shifted), over: "outputs"), over: .batch),
      ]
      scores = (exp(shifted - logTotal) - y) / extent(of: x, .batch)
    }
    let back = try Derivative(axes: Self.axes.merging(Self.given.map { ($0.name, $0.axes) }) { $1 })
      .equations(of: layers, seeds: ["z2": gradient(of: z2)], wanted: Set(Self.parameters))
    let current = Self.parameters.map { name in
      quantity(name) ← previous(w.of(name))
    }
    let gradients = Self.parameters.map { name in g.of(name) ← gradient(of: quantity(name)) }
    let optimizing = try optimizer.recipe()
    let component = Component(
      name: "perceptron", title: "A multilayer perceptron in training", kind: .training, conventions: .plain(),
      equations: { _ in
        current
        layers
        losses
        gradient(of: z2) ← scores
        back
        gradients
        optimizing.equations
      },
      settings: optimizer.settings, inputs: Self.given,
      axes: Dictionary(uniqueKeysWithValues: Self.axes.map { (quantity($0.key), $0.value) }), sources: [])
    return try component.recipe()
  }

  /// Starting weights and a few batches, the same for every program that reads them.
  func data(batches: Int) -> Data {
    var generator = Noise(state: 0x2545_F491_4F6C_DD1D)
    func block(_ axes: [Axis], _ shape: [Int], _ number: () -> Double) -> Block {
      Block(axes: axes, shape: shape, values: (0..<shape.reduce(1, *)).map { _ in number() })
    }
    func weights(_ rows: Int, _ columns: Int) -> Block {
      let limit = (6 / Double(rows + columns)).squareRoot()
      return block([.rows, .columns], [rows, columns]) { limit * (2 * generator.next() - 1) }
    }
    let start = [
      weights(inputs, hidden), weights(hidden, outputs), block([.rows], [hidden]) { 0 },
      block([.rows], [outputs]) { 0 },
    ]
    let examples = (0..<batches).map { _ in
      let x = block([.batch, "inputs"], [batch, inputs]) { generator.next() }
      var classes = [Double](repeating: 0, count: batch * outputs)
      for row in 0..<batch {
        if outputs == 1 {
          classes[row] = generator.next() < 0.5 ? 0 : 1
        } else {
          classes[row * outputs + Int(generator.next() * Double(outputs))] = 1
        }
      }
      return ["x": Value(x), "y": Value(Block(axes: [.batch, "outputs"], shape: [batch, outputs], values: classes))]
    }
    return Data(parameters: Self.parameters, start: start, batches: examples)
  }

  struct Data {
    let parameters: [String]
    let start: [Block]
    let batches: [[String: Value]]
  }
}

/// Numbers in [0, 1) that another program can draw as well (xorshift64*; Vigna, ACM TOMS 42(4), 2016).
struct Noise {
  var state: UInt64

  mutating func next() -> Double {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Double((state &* 0x2545_F491_4F6C_DD1D) >> 11) * 0x1p-53
  }
}
