package import Equations

extension Component {
  /// The generative adversarial network: at each step the discriminator learns first, then the generator against it.
  package static let trainGAN: Component = {
    let discriminator = GAN.discriminator
    let generator = GAN.generator
    let losses: Set<String> = ["discriminatorLoss", "generatorLoss"]
    let back = (
      discriminator.gradients(of: "discriminatorLoss", for: GAN.ofDiscriminator, writing: GAN.slopes),
      generator.gradients(of: "generatorLoss", for: GAN.ofGenerator, writing: GAN.slopes)
    )
    let all = discriminator.equations + back.0 + generator.equations + back.1
    return Component(
      name: "trainGAN", title: "Training a generative adversarial network", kind: .training,
      conventions: .each(TrainingConvention.self, taughtIn: TrainingConvention.notes(of: ["002"])),
      equations: { convention in
        discriminator.equations
        back.0
        GAN.published(GAN.ofDiscriminator)
        convention.update(of: GAN.ofDiscriminator)
        generator.equations
        back.1
        GAN.published(GAN.ofGenerator)
        convention.update(of: GAN.ofGenerator)
      },
      settings: TrainingConvention.settings,
      inputs: discriminator.inputs
        + generator.inputs.filter { input in !discriminator.inputs.contains { $0.name == input.name } },
      axes: named(discriminator.axes.merging(generator.axes) { $1 }),
      internals: Set(all.map(\.target.name)).subtracting(losses).map { quantity($0) },
      derived: Set((back.0 + back.1).map(\.target.name)),
      sources: [
        "named in note 002 (syllabus); Goodfellow et al., Generative adversarial nets, 2014, algorithm 1 with k = 1",
        "the generator maximises ln D(G(noise)) (section 3), against the discriminator as just updated",
      ],
      mistakes: { _ in GAN.mistakes })
  }()
}

/// The two players: dense, tanh, dense each.
private enum GAN {
  static let ofDiscriminator = ["D1", "d1", "D2", "d2"]
  static let ofGenerator = ["G1", "g1", "G2", "g2"]

  private static let parameters: KeyValuePairs<String, [Axis]> = [
    "D1": ["judge", "in"], "d1": ["judge"], "D2": ["verdict", "judge"], "d2": ["verdict"],
    "G1": ["forger", "noise"], "g1": ["forger"], "G2": ["in", "forger"], "g2": ["in"],
  ]

  private static func noise(_ name: String) -> Input {
    Input(name, "what the generator starts from at each step", axes: [.batch, "noise"], perStep: true, chance: .normal)
  }

  static let discriminator: Network = {
    var network = Network(
      inputs: [
        Input("real", "real examples for each step", axes: [.batch, "in"], perStep: true), noise("noise"),
      ],
      parameters: parameters)
    generate(&network, from: "noise", as: "fake")
    judge(&network, "real", as: "realVerdict", weights: ["D1", "d1", "D2", "d2"])
    judge(&network, "fake", as: "fakeVerdict", weights: ["D1", "d1", "D2", "d2"])
    // −ln D(real) − ln(1 − D(fake)), from logits.
    let terms = Equations.softplus(-quantity("realVerdict")) + Equations.softplus(quantity("fakeVerdict"))
    network.define("discriminatorLoss", mean(terms, over: .batch, "verdict"))
    return network
  }()

  static let generator: Network = {
    var network = Network(inputs: [noise("generatorNoise")], parameters: parameters)
    for name in ofDiscriminator { network.define("new\(name)", quantity("weights", of: name)) }
    generate(&network, from: "generatorNoise", as: "forgery")
    judge(&network, "forgery", as: "forgeryVerdict", weights: ["newD1", "newd1", "newD2", "newd2"])
    network.define("generatorLoss", mean(Equations.softplus(-quantity("forgeryVerdict")), over: .batch, "verdict"))
    return network
  }()

  /// The slopes of the losses by the verdicts, as cross entropy has them: the probability less the label, averaged.
  static let slopes: [String: Expression] = [
    "drealVerdict": share(Equations.sigmoid(quantity("realVerdict")) - 1, of: "realVerdict"),
    "dfakeVerdict": share(Equations.sigmoid(quantity("fakeVerdict")), of: "fakeVerdict"),
    "dforgeryVerdict": share(Equations.sigmoid(quantity("forgeryVerdict")) - 1, of: "forgeryVerdict"),
  ]

  /// The generator's way in algorithm 1, before section 3 advises against it.
  static let mistakes: [KnownMistake] = [
    KnownMistake(
      in: quantity("generatorLoss"), "ln(1 − D(G(noise))) is made small, where −ln D(G(noise)) is asked",
      .sample("72-adversarial/firstForm"),
      mean(-Equations.softplus(quantity("forgeryVerdict")), over: .batch, "verdict")),
    KnownMistake(
      in: gradient(of: quantity("forgeryVerdict")),
      "it is the slope of ln(1 − D(G(noise))), where −ln D(G(noise)) is asked",
      .sample("72-adversarial/firstForm"), share(-Equations.sigmoid(quantity("forgeryVerdict")), of: "forgeryVerdict")),
  ]

  private static func share(_ slope: Expression, of verdict: String) -> Expression {
    let verdicts = quantity(verdict)
    return slope / (extent(of: verdicts, .batch) * extent(of: verdicts, "verdict"))
  }

  private static func generate(_ network: inout Network, from noise: String, as output: String) {
    network.use(
      .dense, as: "\(output)1", ["x": noise, "W": "G1", "b": "g1", "y": "\(output).z1"],
      axes: ["in": "noise", "out": "forger"])
    network.use(.tanh, as: "\(output)1", ["x": "\(output).z1", "y": "\(output).h1"])
    network.use(
      .dense, as: "\(output)2", ["x": "\(output).h1", "W": "G2", "b": "g2", "y": output],
      axes: ["in": "forger", "out": "in"])
  }

  private static func judge(_ network: inout Network, _ x: String, as verdict: String, weights: [String]) {
    network.use(
      .dense, as: "\(verdict)1", ["x": x, "W": weights[0], "b": weights[1], "y": "\(verdict).z1"],
      axes: ["out": "judge"])
    network.use(.tanh, as: "\(verdict)1", ["x": "\(verdict).z1", "y": "\(verdict).h1"])
    network.use(
      .dense, as: "\(verdict)2", ["x": "\(verdict).h1", "W": weights[2], "b": weights[3], "y": verdict],
      axes: ["in": "judge", "out": "verdict"])
  }

  /// The gradients under the names that optimizers use.
  static func published(_ parameters: [String]) -> [Equation] {
    parameters.map { g.of($0) ← gradient(of: quantity($0)) }
  }
}
