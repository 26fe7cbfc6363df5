import Diagnosis
import Equations
import Oracles
import Reference
import TestSupport
import Testing

/// The output of `gradus explain` for a recipe.
@Suite struct ExplanationTests {
  private static func text(_ name: String, _ convention: String? = nil) throws -> String {
    try Explanation(try Catalogue.component(name), convention: convention).text
  }

  private static func lines(_ name: String, _ convention: String? = nil) throws -> [String] {
    try text(name, convention).split(separator: "\n").map { String($0.drop { $0 == " " }) }
  }

  private static func section(_ title: String, of name: String, _ convention: String? = nil) throws -> [String] {
    let sections = try text(name, convention).split(separator: "\n\n").map { $0.split(separator: "\n") }
    return sections.first { $0.first.map(String.init) == title }?.dropFirst().map { String($0.drop { $0 == " " }) }
      ?? []
  }

  // MARK: Inputs

  private struct Listed: Sendable, CustomTestStringConvertible {
    let trace: RecordedTrace
    var testDescription: String { trace.path }

    /// A record of every recipe in every convention.
    static let all: [Listed] = {
      let recorded = (try? RecordedTrace.all(in: "\(Repository.root)/references/oracles")) ?? []
      var known: Set<String> = []
      return recorded.filter { trace in
        guard let recipe = try? trace.recipe else { return false }
        return known.insert("\(recipe.name) \(recipe.convention) \(recipe.inputs.map(\.name))").inserted
      }.map(Listed.init)
    }()
  }

  @Test func everyConventionHasARecord() {
    let conventions = Catalogue.components.flatMap { component in
      component.conventions.map { "\(component.name) \($0.name)" }
    }
    let recorded = Listed.all.compactMap { try? $0.trace.recipe }.map { "\($0.name) \($0.convention)" }
    #expect(Set(conventions).subtracting(recorded) == [])
  }

  /// The list has exactly the inputs that a run takes, with as many axes; without any of them there is no run.
  @Test(arguments: Listed.all) private func whatIsListedIsWhatARunTakes(_ listed: Listed) throws {
    let recipe = try listed.trace.recipe
    var inputs = listed.trace.inputs(for: recipe)
    // A recorder writes its parameters down whether or not the recipe has any.
    if recipe.parameters.isEmpty && !recipe.quantities.contains("weights") { inputs.parameters = [:] }
    _ = try recipe.trace(inputs)
    var given: [String: Int] = [:]
    for (name, tensor) in inputs.parameters {
      given["parameters/\(recipe.parameters.isEmpty ? "<name>" : name)"] = tensor.shape.count
    }
    for key in inputs.series.keys {
      given[key.parameter.isEmpty ? key.quantity : "\(key.quantity)/<name>"] =
        (inputs.series[key]?.shape.count ?? 0) + 1
    }
    for (key, tensor) in inputs.constants {
      given[key.parameter.isEmpty ? key.quantity : "\(key.quantity)/<name>"] = tensor.shape.count
    }
    let required = recipe.listedInputs.filter { !$0.isOptional }
    #expect(Set(given.keys) == Set(required.map(\.name)))
    for input in required {
      if let axes = input.axes, !axes.contains("…") { #expect(given[input.name] == axes.count, "\(input.name)") }
      var without = inputs
      let name = input.name.split(separator: "/")[0]
      if name == "parameters" {
        let one = input.name.split(separator: "/")[1]
        without.parameters = one == "<name>" ? [:] : without.parameters.filter { $0.key != one }
      }
      for key in inputs.series.keys where key.quantity == name { without.series[key] = nil }
      without.constants = without.constants.filter { $0.key.quantity != name }
      #expect(throws: RecipeError.self, "\(input.name) is not missed") { try recipe.trace(without) }
    }
  }

  @Test func inputsAreThoseOfTheConventionThatIsShown() throws {
    #expect(try Self.section("inputs", of: "nesterov", "reformulated").allSatisfy { !$0.hasPrefix("c") })
    let both = try Self.section("inputs", of: "nesterov")
    #expect(
      both.contains(
        "gradients/<name> [step, …]  the gradient of the loss at the weights before the step (only reformulated)"))
    #expect(both.contains { $0.hasPrefix("center/<name> […]") && $0.hasSuffix("(only lookahead)") })
    let training = try Self.section("inputs", of: "batchNorm", "training")
    #expect(training.filter { $0.hasPrefix("x ") } == ["x [step, batch, features]  a batch of inputs"])
    #expect(!training.contains { $0.hasPrefix("runningMean ") })
    #expect(try Self.section("inputs", of: "clipByNorm").allSatisfy { !$0.hasPrefix("parameters") })
    let network = try Self.section("inputs", of: "trainMLP")
    #expect(network.contains("parameters/W1 [hidden1, in]  learned: its start"))
    #expect(network.contains { $0.hasPrefix("learningRates [step]") })
    #expect(try Self.section("inputs", of: "adam").contains { $0.hasPrefix("learningRates [step]") })
    #expect(try Self.section("inputs", of: "sigmoid").first == "x […]  the inputs, of any shape")
    #expect(try Self.section("inputs", of: "plateauDecay").first?.hasPrefix("validationError [step]") == true)
  }

  @Test func settingsAreThoseThatTheFormulasMention() throws {
    let settings = try Self.section("settings", of: "trainMLP", "gradientDescent")
    #expect(settings == ["η  learningRate = 0.01, at least 0"])
    #expect(
      try Self.section("settings", of: "trainMLP").contains {
        $0.hasPrefix("ρ  decay") && $0.hasSuffix("(only rmsprop)")
      })
    #expect(try Self.section("settings", of: "muon").contains("n  iterations = 5, a whole number from 1 to 10"))
  }

  // MARK: Formulas

  @Test func aNetworkIsReadFromTheWeightsBeforeTheStep() throws {
    let lines = try Self.lines("trainMLP")
    #expect(lines.contains("z1ₜ = Σ⟨in⟩ h0ₜ·W1ₜ₋₁ + b1ₜ₋₁"))
    #expect(lines.contains("h0ₜ = x⟨examples = batchesₜ⟩"))
    #expect(lines.contains("for each w of W1, W2, b1, b2:") && lines.contains("wₜ = wₜ₋₁ − η·gₜ"))
    // A line that is the same in every convention stands once.
    #expect(lines.filter { $0.hasPrefix("z1ₜ") }.count == 1)
    let game = try Self.lines("trainGAN", "gradientDescent")
    #expect(game.contains("fakeVerdict.z1ₜ = Σ⟨in⟩ fakeₜ·D1ₜ₋₁ + d1ₜ₋₁"))
    #expect(game.contains("newD1ₜ = D1ₜ") && game.contains("D1ₜ = D1ₜ₋₁ − η·g[D1]ₜ"))
    #expect(game.contains("forgeryVerdict.z1ₜ = Σ⟨in⟩ forgeryₜ·newD1ₜ + newd1ₜ"))
  }

  @Test func comparisonsStandInBrackets() throws {
    #expect(try Self.lines("oneHot").contains("y = [labels = index⟨classes⟩]"))
    #expect(try Self.lines("oneHot").contains("y = [labels − 1 = index⟨classes⟩]"))
    #expect(try Self.lines("relu").allSatisfy { $0.split(separator: " = ").count <= 2 })
  }

  @Test func muonIsWrittenOutAsOftenAsItIterates() throws {
    let lines = try Self.lines("muon")
    #expect(lines.contains("written out for n = 5:"))
    #expect(lines.contains { $0.hasPrefix("X1ₜ = a·X0ₜ + ") } && lines.contains { $0.hasPrefix("Δwₜ = X5ₜ·") })
    #expect(!lines.contains { $0.contains("X6") || $0.contains("gram6") })
  }

  /// No operation that only lends axes, no factor 1, and no derived formula that is longer than its meaning.
  @Test(arguments: Catalogue.components.map(\.name)) func formulasHoldNothingThatSaysNothing(_ name: String) throws {
    let component = try Catalogue.component(name)
    let formulas = try Self.lines(component.name).prefix { !$0.contains("mistakes") && !$0.contains("everyday") }
    for line in formulas where line.contains(" = ") {
      #expect(
        !line.contains(" 0·") && !line.contains("(0·") && !line.contains("·1 ") && !line.contains("·(−1)"), "\(line)")
      #expect(component.kind != .training || line.count <= 160 || !line.hasPrefix("d"), "\(line)")
    }
  }

  // MARK: Mistakes

  @Test func whatTheFilesKnowComesFirstInEveryConvention() throws {
    let known = try Self.section("known mistakes", of: "momentum")
    #expect(known.contains { $0.contains("divided by the learning rate") && $0.hasSuffix("(only average)") })
    #expect(try Self.text("momentum", "heavyBall").contains("divided by the learning rate") == false)
    let text = try Self.text("batchNorm")
    let (first, second) = (text.firstRange(of: "known mistakes"), text.firstRange(of: "everyday slips"))
    #expect(try #require(first).lowerBound < #require(second).lowerBound)
    let own = try Self.section("known mistakes", of: "batchNorm")
    for convention in ["(only training, kerasTraining)", "(only evaluation)"] {
      #expect(own.contains { $0.hasSuffix(convention) })
    }
    // Slips of one convention are marked as such.
    #expect(try !Self.section("everyday slips, insideRoot", of: "adam").isEmpty)
  }

  /// Only a component with steps carries something into the next one.
  @Test func nothingIsCarriedWhereNothingHasSteps() throws {
    let names = Catalogue.components.filter {
      ![.optimizer, .schedule, .training].contains($0.kind) && !$0.name.hasPrefix("batchNorm")
    }.map(\.name)
    try #require(!names.isEmpty)
    for name in names {
      let text = try Self.text(name)
      #expect(!text.contains("next step") && !text.contains("overwritten"), "\(name)")
    }
  }

  @Test func slipsAreOfWhatSomeoneWrites() throws {
    let slips = try Self.section("everyday slips", of: "trainMLP").joined(separator: "\n")
    #expect(!slips.contains("equation of dz2") && !slips.contains("dW1 is overwritten"))
    #expect(slips.contains("equation of loss") && slips.contains("equation of z1"))
    #expect(try !Self.text("muon").contains("gram6"))
  }

  @Test func aConventionThatIsNotThereIsNamed() throws {
    #expect(throws: RecipeError.unknownConvention("x", recipe: "sigmoid", known: ["plain"])) {
      try Self.text("sigmoid", "x")
    }
  }
}
