import Assignments
import Equations
import GradeModel
import Grading
import GradingSupport
import Reference
import Tensors
import Testing
import Traces
import Verification

@testable import Diagnosis

/// Mistakes beside the formulas are found and named, each on numbers that are made by committing it.
@Suite struct MannerTests {
  private let adam: Grader

  init() throws { adam = try Grader(AssignmentLibrary.shipped.assignment("10-adam")) }

  private struct Program: Subject {
    let make: @Sendable (RunInputs) -> Trace?

    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(trace: make(inputs) ?? Trace(), ending: .completed)
    }
  }

  private func said(_ quantity: String, _ grader: Grader, _ make: @escaping @Sendable (RunInputs) -> Trace?) async
    -> [String]
  {
    let checks = await grader.grade(Program(make: make)).checks
    return checks.first { $0.quantity == quantity && $0.diagnosis != nil }?.diagnosis?.sentences ?? []
  }

  @Test(arguments: [2, 3, 16]) func aCounterThatRunsTooFast(times: Int) async {
    let recipe = adam.recipe
    for quantity in ["mHat", "vHat"] {
      let words = await said(quantity, adam) { try? recipe.trace($0, counter: Counters.raised(by: times, $0)) }
      #expect(words.first?.hasPrefix("The step counter t is raised \(times) times a step") == true, "\(words)")
    }
  }

  /// A rate that falls on the way, and a program that keeps the first.
  @Test func aRateThatIsKeptFromTheFirstStep() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("13-momentum"))
    let (velocity, kept) = (quantity("velocity"), quantity("kept"))
    let recipe = grader.recipe.replacing(
      "velocity", by: γ * previous(velocity) + kept * g, keeping: [kept ← select(equal(t, 1), η, previous(kept))])
    let words = await said("velocity", grader) { inputs in
      var trace = try? recipe.trace(inputs)
      for key in trace?.keys ?? [] where key.quantity == "kept" { trace?[key] = nil }
      return trace
    }
    #expect(
      words == [
        "velocity is computed at every step with the learningRate of the first step: take the one of this step."
      ])
  }

  /// The squares of all steps so far in the sum of one step.
  @Test func aSumThatIsNeverSetBack() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("19-clipping"))
    let kept = quantity("kept")
    let recipe = grader.recipe.replacing(
      "norm", by: sqrt(kept), keeping: [kept ← previous(kept) + sum(square(g), over: .elements, .parameters)])
    let words = await said("norm", grader) { inputs in
      var trace = try? recipe.trace(inputs)
      for key in trace?.keys ?? [] where key.quantity == "kept" { trace?[key] = nil }
      return trace
    }
    #expect(words.first?.hasSuffix("is never set back to zero: begin it anew at every step.") == true, "\(words)")
  }

  /// The sums of the normal equations, which nobody reports, of all calls so far.
  @Test func sumsBetweenThatAreNeverSetBack() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("05-leastSquares"))
    var recipe = grader.recipe
    for name in ["gram", "moment"] {
      let own = quantity("\(name) of now")
      let formula = try #require(recipe.formula(of: name))
      recipe = recipe.replacing(name, by: sum(recent(own, 3), over: .lag), keeping: [own ← formula])
    }
    let other = recipe
    for name in ["W", "b"] {
      let words = await said(name, grader) { inputs in
        var trace = try? other.trace(inputs)
        for key in trace?.keys ?? [] where key.quantity.hasSuffix(" of now") { trace?[key] = nil }
        return trace
      }
      #expect(words.first?.hasPrefix("The sums that \(name) is worked out from are never set back") == true, "\(words)")
    }
  }

  /// The gradient of the bias is made when the weights W are updated already.
  @Test func oneParameterUpdatedBeforeAnothersGradient() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("00-linearNeuron"))
    let later = quantity("W") - η * quantity("gradients", of: "W")
    let error = contract(quantity("x"), later, over: "in") + quantity("b") - quantity("target")
    let db = sum(2 * error / extent(of: quantity("y"), .elements), over: .batch)
    let other = grader.recipe.rewritten(
      grader.recipe.equations.map { $0.target == Reference("gradients", of: "b") ? Equation($0.target, db) : $0 })
    let words = await said("gradients", grader) { try? other.trace($0) }
    #expect(words.first?.contains("[b]") == true && words.first?.contains("W") == true, "\(words)")
  }

  /// Outputs and gradients by another mask than the given one: each could be told by the other, which explains neither.
  @Test func twoWrongQuantitiesDoNotExplainEachOther() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("51-dropout"))
    let result = await grader.grade(
      Program { inputs in
        var other = inputs
        for key in inputs.series.keys where key.quantity == "mask" {
          guard let own = inputs.series[key] else { continue }
          other.series[key] = .init(shape: own.shape, steps: own.steps, values: own.values.reversed())
        }
        if let own = inputs.constants[.init("mask")] {
          other.constants[.init("mask")] = Tensor(shape: own.shape, values: own.values.reversed())
        }
        return try? grader.recipe.trace(other)
      })
    let wrong = result.checks.filter { $0.outcome == .incorrect }
    #expect(Set(wrong.map(\.quantity)) == ["y", "dx"])
    #expect(wrong.allSatisfy { $0.diagnosis == nil && $0.isUnexplained }, "\(wrong.compactMap(\.diagnosis))")
  }

  @Test func aCounterOfElements() async throws {
    let recipe = adam.recipe
    let words = await said("mHat", adam) { inputs in
      try? recipe.trace(inputs, counter: Counters.perElement(inputs))
    }
    #expect(words.first?.contains("raised once for each element") == true, "\(words)")
  }

  /// The average starts from the first gradient, and is corrected all the same.
  @Test func momentsThatBeginWithTheFirstGradient() async {
    let (m, v) = (quantity("m"), quantity("v"))
    let recipe = adam.recipe
      .replacing("m", by: select(equal(t, 1), g, β1 * previous(m) + (1 - β1) * g))
      .replacing("v", by: select(equal(t, 1), square(g), β2 * previous(v) + (1 - β2) * square(g)))
    #expect(
      await said("m", adam) { try? recipe.trace($0) }
        == ["In the equation of m, the average begins with the first gₜ itself: it should begin with zero."])
    #expect(await said("v", adam) { try? recipe.trace($0) }.first?.contains("begins with the first gₜ²") == true)
  }

  @Test func aParameterThatIsLeftOut() async {
    let recipe = adam.recipe
    let words = await said("weights", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      if let old = trace?["weights", "s"] {
        trace?["weights", "s"] = .init(shape: [], steps: old.steps, values: old.values.map { _ in old.values[0] })
      }
      return trace
    }
    #expect(
      words == [
        "weights follow their equation everywhere but in the parameter s, which never changes: a loop leaves it out."
      ])
  }

  @Test func aLoopThatEndsTooEarly() async {
    let recipe = adam.recipe
    for (quantity, left) in [("weights", "which never changes"), ("vHat", "which stays zero")] {
      let words = await said(quantity, adam) { inputs in
        var trace = try? recipe.trace(inputs)
        for name in inputs.names {
          guard let old = trace?[quantity, name], old.stride > 1 else { continue }
          let values = old.values.enumerated().map { index, value in
            (index + 1) % old.stride != 0 ? value : quantity == "weights" ? old.values[old.stride - 1] : 0
          }
          trace?[quantity, name] = .init(shape: old.shape, steps: old.steps, values: values)
        }
        return trace
      }
      #expect(
        words == [
          "\(quantity) \(quantity == "weights" ? "follow their" : "follows its") equation everywhere but in the last element of each parameter that has several, \(left): a loop leaves it out."
        ])
    }
  }

  /// A loop over as many elements as a matrix has rows: the others are never written.
  @Test func elementsThatAreNeverWritten() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("14-adagrad"))
    let recipe = grader.recipe
    for quantity in ["accumulator", "weights"] {
      let words = await said(quantity, grader) { inputs in
        var trace = try? recipe.trace(inputs)
        for name in inputs.names {
          for key in ["accumulator", "weights"] {
            guard let old = trace?[key, name], let start = inputs.parameters[name]?.values else { continue }
            let first = key == "weights" ? start : start.map { _ in 0 }
            let values = old.values.enumerated().map { index, value in
              index % old.stride < old.shape.first ?? 1 ? value : first[index % old.stride]
            }
            trace?[key, name] = .init(shape: old.shape, steps: old.steps, values: values)
          }
        }
        return trace
      }
      #expect(
        words.first?.hasSuffix("which never change: see which of them a loop leaves out.") == true
          && words.first?.hasPrefix(
            "\(quantity) \(quantity == "weights" ? "follow their" : "follows its") equation everywhere but in ")
            == true,
        "\(words)")
    }
  }

  /// The square of the sum, for the sum of the squares.
  @Test func aFunctionOfTheSum() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("14-adagrad"))
    let kept = quantity("kept")
    let other = grader.recipe.replacing("accumulator", by: square(kept), keeping: [kept ← previous(kept) + g])
    let words = await said("accumulator", grader) { inputs in
      var trace = try? other.trace(inputs)
      for key in trace?.keys ?? [] where key.quantity == "kept" { trace?[key] = nil }
      return trace
    }
    #expect(
      words == [
        "In the equation of accumulator, gₜ is added up first and the whole is squared: square each one before it is added."
      ])
  }

  /// The spread about an average that RMSProp does not keep.
  @Test func theSpreadAboutAnAverage() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("15-rmsprop"))
    let (ρ, average, squares) = (setting("decay"), quantity("average"), quantity("squareAverage"))
    let step = previous(w) - η * g / sqrt(squares - square(average) + ε)
    let other = grader.recipe.replacing(
      "weights", by: step, keeping: [average ← ρ * previous(average) + (1 - ρ) * g])
    let words = await said("weights", grader) { inputs in
      var trace = try? other.trace(inputs)
      for key in trace?.keys ?? [] where key.quantity == "average" { trace?[key] = nil }
      return trace
    }
    #expect(words.first?.hasSuffix("as in centred RMSProp.") == true, "\(words)")
  }

  /// A convolution's way back that forgets what its settings say.
  @Test(arguments: [(true, "whatever the stride"), (false, "the padding is not taken off")])
  func aKernelThatLiesElsewhere(isStride: Bool, told: String) async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("23-convolution"))
    let recipe = grader.recipe
    for quantity in ["dx", "dW"] {
      let words = await said(quantity, grader) { inputs in
        guard var trace = try? recipe.trace(inputs) else { return nil }
        let (stride, padding) = (Int(inputs.settings["stride"] ?? 1), Int(inputs.settings["padding"] ?? 0))
        func values(_ name: String, _ step: Int) -> Tensor? {
          inputs.constants[Trace.Key(name)]
            ?? inputs.series[name, ""].map { Tensor(shape: $0.shape, values: Array($0.step(step))) }
        }
        var found: [Double] = []
        for step in 0..<inputs.steps {
          guard let x = values("x", step), let W = values("W", step), let dy = values("dy", step) else { return nil }
          let back = KnownProgram.back(
            x, W, dy, stride: isStride ? 1 : stride, padding: isStride ? padding : 0)
          found += quantity == "dx" ? back.dx.values : back.dW.values
        }
        guard let old = trace[quantity, ""] else { return nil }
        trace[quantity, ""] = .init(shape: old.shape, steps: old.steps, values: found)
        return trace
      }
      #expect(words.first?.contains(told) == true, "\(words)")
    }
  }

  /// No mistake explains the wrong numbers of one parameter, but the parameter can be named.
  @Test func aPlaceIsToldWhereNothingFits() async {
    let recipe = adam.recipe
    let words = await said("mHat", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      if let old = trace?["mHat", "b"] {
        trace?["mHat", "b"] = .init(
          shape: old.shape, steps: old.steps, values: old.values.enumerated().map { $1 * $1 + Double($0 % 7) })
      }
      return trace
    }
    #expect(
      words.first == "mHat follows its equation everywhere but in the parameter b: look at what is done there.")
  }

  struct Handed: Sendable, CustomTestStringConvertible {
    let name: String
    let convention: String
    let words: String
    var testDescription: String { "\(name) \(convention)" }
  }

  static let siblings = [
    Handed(name: "nadam", convention: "plain", words: "which is Nadam's rule"),
    Handed(name: "nadam", convention: "scheduled", words: "Nadam, Nesterov-accelerated Adam"),
    Handed(name: "amsgrad", convention: "corrected", words: "AMSGrad"),
    Handed(name: "adabelief", convention: "plain", words: "AdaBelief"),
    Handed(name: "yogi", convention: "plain", words: "Yogi"),
    Handed(name: "radam", convention: "plain", words: "RAdam"),
    Handed(name: "adamw", convention: "plain", words: "AdamW"),
  ]

  /// Another optimizer, handed in for Adam under Adam's names.
  @Test(arguments: siblings) func aSiblingIsNamed(handed: Handed) async throws {
    let other = try Catalogue.component(handed.name).recipe(handed.convention)
    let checks = await adam.grade(
      Program { inputs in
        var own = inputs
        own.settings = inputs.settings.filter { other.defaults[$0.key] != nil }
        return try? other.trace(own)
      }
    ).checks
    let words = checks.flatMap { $0.diagnosis?.sentences ?? [] }
    #expect(words.contains { $0.contains(handed.words) }, "\(words)")
  }

  /// The maximum over v̂, which needs a state that Adam does not have.
  @Test func theLargestSoFar() async {
    let (vHat, largest) = (quantity("vHat"), quantity("best"))
    let step = previous(w) - η * quantity("mHat") / (sqrt(largest) + ε)
    let other = adam.recipe.replacing("weights", by: step, keeping: [largest ← max(previous(largest), vHat)])
    let words = await said("weights", adam) { try? other.trace($0) }
    #expect(words == ["In the equation of weights: the largest v̂ so far divides, which is AMSGrad's rule."])
  }

  private func dense() throws -> Grader { try Grader(AssignmentLibrary.shipped.assignment("20-dense")) }

  /// W is changed before the way back uses it, as by a step of gradient descent inside the layer.
  @Test func weightsThatAreChangedFirst() async throws {
    let grader = try dense()
    let recipe = grader.recipe
    let program = Program { inputs in
      var changed = inputs
      changed.constants[Trace.Key("W")] = inputs.constants[Trace.Key("W")]?.map { $0 * 0.75 - 0.125 }
      guard var trace = try? recipe.trace(inputs), let after = try? recipe.trace(changed) else { return nil }
      trace["dx", ""] = after["dx", ""]
      if let own = changed.constants[Trace.Key("W")] {
        let values = (0..<inputs.steps).flatMap { _ in own.values }
        trace["W", ""] = .init(shape: own.shape, steps: inputs.steps, values: values)
      }
      return trace
    }
    let result = await grader.grade(program)
    let words = result.checks.flatMap { $0.diagnosis?.sentences ?? [] }
    #expect(
      Set(words) == [
        "dx is computed with a W that has been changed before: leave W as it was given."
      ])
    #expect(result.notes == [.changesInput("W")])
    #expect(await grader.grade(SimulatedStudent(recipe)).notes.isEmpty)
  }

  @Test func anExampleThatIsLeftOut() async throws {
    let grader = try dense()
    let recipe = grader.recipe
    let short: @Sendable (RunInputs) -> Trace? = { inputs in
      guard var trace = try? recipe.trace(inputs), let dy = inputs.constants[Trace.Key("dy")] else { return nil }
      var fewer = inputs
      let last = dy.shape[1]
      fewer.constants[Trace.Key("dy")] = .init(
        shape: dy.shape, values: dy.values.enumerated().map { $0 < dy.count - last ? $1 : 0 })
      guard let after = try? recipe.trace(fewer) else { return nil }
      for name in ["dx", "dW", "db"] { trace[name, ""] = after[name, ""] }
      return trace
    }
    for name in ["dW", "db"] {
      #expect(
        await said(name, grader, short)
          == ["In the equation of \(name), the last example is left out, and all of them belong in."])
    }
    #expect(
      await said("dx", grader, short)
        == ["dx follows its equation everywhere but in the last example, which stays zero: a loop leaves it out."])
  }

  /// Another layer or loss, too.
  @Test func anotherLossIsNamed() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("21-meanSquaredError"))
    let other = try Component.huber.recipe("mean")
    let words = await said("dy", grader) { try? other.trace($0) }
    #expect(words == ["The numbers of dy are those of something else: Huber loss (averaged)."])
  }

  // MARK: Steps

  /// The weights move at even steps only, and each step goes on from where they are.
  @Test func everySecondStep() async {
    let half = t / 2 - floor(t / 2)
    let formula = adam.recipe.formula(of: "weights") ?? 0
    let recipe = adam.recipe.replacing("weights", by: select(equal(half, 0), formula, previous(w)))
    #expect(
      await said("weights", adam) { try? recipe.trace($0) } == [
        "weights stay as they were at the steps 1, 3, 5, …, and follow their equation at all others: they belong into every step."
      ])
    // A single number that does move refutes it.
    let words = await said("weights", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      if let own = trace?["weights", "s"] {
        trace?["weights", "s"] = .init(
          shape: own.shape, steps: own.steps, values: own.values.enumerated().map { $0 == 3 ? $1 + 1e-12 : $1 })
      }
      return trace
    }
    #expect(!words.contains { $0.contains("as they were") }, "\(words)")
  }

  /// One parameter alone stays as it was at even steps.
  @Test func everySecondStepOfAParameter() async {
    let recipe = adam.recipe
    let words = await said("weights", adam) { inputs in
      guard var trace = try? recipe.trace(inputs), let name = inputs.names.last,
        var own = trace["weights", name]?.values,
        let stride = trace["weights", name]?.stride, let first = trace["mHat", name], let second = trace["vHat", name]
      else { return nil }
      let (η, ε) = (inputs.settings["learningRate"] ?? 0.001, inputs.settings["epsilon"] ?? 1e-8)
      for i in own.indices.dropFirst(stride) {
        let step = η * first.values[i - stride] / (second.values[i - stride].squareRoot() + ε)
        own[i] = own[i - stride] - (i / stride % 2 == 0 ? 0 : step)
      }
      trace["weights", name] = trace["weights", name].map { .init(shape: $0.shape, steps: $0.steps, values: own) }
      return trace
    }
    #expect(words.count == 1)
    #expect(words.first?.hasPrefix("In the parameter") == true, "\(words)")
    #expect(words.first?.contains("stay as they were at the steps 2, 4, 6, …") == true, "\(words)")
  }

  /// The cases have three or four steps: nothing shows a period of four.
  @Test func aPeriodNeedsTwoOfItsSteps() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("22-batchNormalisation"))
    let mean = quantity("mean")
    let recipe = grader.recipe.replacing(
      "mean", by: select(equal(t, 1), grader.recipe.formula(of: "mean") ?? 0, previous(mean)))
    let words = await said("mean", grader) { try? recipe.trace($0) }
    #expect(words.first?.hasPrefix("mean stays as it was from step 2 on") == true, "\(words)")
  }

  /// Nothing is claimed of the first step, whatever is there.
  @Test func aRateThatComesLateFromTheSecondStepOn() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("30-exponentialDecay"))
    let recipe = grader.recipe
    let checks = await grader.grade(
      Program { inputs in
        var trace = try? recipe.trace(inputs)
        let late = trace?["learningRate", ""].map { rates in
          Trace.Series(shape: rates.shape, steps: rates.steps, values: [17] + rates.values.dropLast())
        }
        trace?["learningRate", ""] = late
        return trace
      }
    ).checks
    let told = checks.compactMap(\.diagnosis).first
    #expect(
      told?.sentences == ["From step 2 on, learningRate is that of the step before: it comes one step late."],
      "\(String(describing: told))")
    #expect(told?.evidence.hasPrefix("This reproduces your numbers from step 2 on in 3 cases") == true)
  }

  /// A mistake of the formula, made at the first step only.
  @Test func theCorrectionIsForgottenOnce() async {
    let formula = adam.recipe.formula(of: "mHat") ?? 0
    let recipe = adam.recipe.replacing("mHat", by: select(equal(t, 1), quantity("m"), formula))
    let words = await said("mHat", adam) { try? recipe.trace($0) }
    #expect(words.first?.hasPrefix("At the first step only: ") == true, "\(words)")
    #expect(words.first?.contains("bias correction is missing") == true, "\(words)")
  }

  // MARK: Sums

  @Test func gradientsThatPileUp() async {
    let pile = quantity("pile")
    let other = adam.recipe.replacing(
      "m", by: β1 * previous(quantity("m")) + (1 - β1) * pile, keeping: [pile ← previous(pile) + g])
    #expect(
      await said("m", adam) { try? other.trace($0) } == [
        "In the equation of m, the gradients of all steps so far are added up: only that of this step belongs there."
      ])
  }

  @Test func gradientsThatAreAddedToThoseBefore() async throws {
    let grader = try dense()
    let recipe = grader.recipe
    let added = recipe.replacing("dW", by: previous(quantity("dW")) + (recipe.formula(of: "dW") ?? 0))
    #expect(
      await said("dW", grader) { try? added.trace($0) } == [
        "dW is added to what it was in the steps before: set it to zero at the beginning of every step."
      ])
  }

  // MARK: Indices

  @Test func examplesInReverseOrder() async throws {
    let grader = try dense()
    let (x, dy) = (quantity("x"), quantity("dy"))
    let last = extent(of: x, .batch) - 1
    let reversed = gather(x, at: last - positions(of: x, .batch), along: .batch)
    let recipe = grader.recipe.replacing("dW", by: contract(dy, reversed, over: .batch))
    // The sum over all examples is the same whichever of the two is turned round.
    let words = await said("dW", grader) { try? recipe.trace($0) }
    #expect(
      [("x", "dy"), ("dy", "x")].contains {
        words == ["In the equation of dW, the examples of \($0) are taken in reverse order beside \($1)."]
      },
      "\(words)")
  }

  @Test func theLastElementOfASum() async throws {
    let grader = try Grader(AssignmentLibrary.shipped.assignment("21-meanSquaredError"))
    let recipe = grader.recipe
    let words = await said("loss", grader) { inputs in
      guard var trace = try? recipe.trace(inputs) else { return nil }
      var losses: [Double] = []
      for step in 0..<inputs.steps {
        let y = inputs.constants[Trace.Key("y")]?.values ?? inputs.series["y", ""].map { Array($0.step(step)) } ?? []
        let target =
          inputs.constants[Trace.Key("target")]?.values ?? inputs.series["target", ""].map { Array($0.step(step)) }
          ?? []
        let squares = zip(y, target).map { ($0 - $1) * ($0 - $1) }
        losses.append(squares.dropLast().reduce(0, +) / Double(squares.count))
      }
      trace["loss", ""] = .init(shape: [], steps: inputs.steps, values: losses)
      return trace
    }
    #expect(
      words == [
        "In the equation of loss, the last element is left out of the sum over all elements: all of them belong in."
      ]
    )
  }

  // MARK: Precision

  /// Only the setting is a Float: the numbers have all their digits.
  @Test func aSettingInFloat() async {
    let recipe = adam.recipe
    let words = await said("m", adam) { inputs in
      var own = inputs
      own.settings["beta1"] = inputs.settings["beta1"].map { Double(Float($0)) }
      guard var trace = try? recipe.trace(inputs), let rounded = try? recipe.trace(own) else { return nil }
      for name in inputs.names { trace["m", name] = rounded["m", name] }
      return trace
    }
    #expect(words == ["In the equation of m, β₁ is a Float: declare beta1 as Double."])
  }

  /// A mistake of the formula, computed in Float.
  @Test func aMistakeInFloat() async {
    let recipe = adam.recipe.replacing("v", by: β2 * previous(quantity("v")) + (1 - β2) * abs(g))
    let words = await said("v", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      for name in inputs.names {
        guard let own = trace?["v", name] else { continue }
        trace?["v", name] = .init(
          shape: own.shape, steps: own.steps, values: own.values.map { Double(Float($0)) })
      }
      return trace
    }
    #expect(words.first?.contains("absolute value of gₜ is taken") == true, "\(words)")
    #expect(words.first?.hasSuffix("use Double throughout.") == true, "\(words)")
  }

  @Test func numbersInFloat16() async {
    let recipe = adam.recipe
    let words = await said("m", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      for name in inputs.names {
        guard let own = trace?["m", name] else { continue }
        // Ten binary digits after the first.
        let values = own.values.map { value -> Double in
          let unit = value.binade * 0x1p-10
          return value == 0 ? 0 : (value / unit).rounded() * unit
        }
        trace?["m", name] = .init(shape: own.shape, steps: own.steps, values: values)
      }
      return trace
    }
    #expect(words.first?.contains("Float16") == true, "\(words)")
  }

  // MARK: Patterns

  /// No formula gives the numbers, but all are wrong where m is negative, and no others.
  @Test func aPatternIsExactOrNotSaid() async {
    let recipe = adam.recipe
    func words(_ isWrong: @escaping @Sendable (Double, Int) -> Bool) async -> [String] {
      await said("mHat", adam) { inputs in
        guard var trace = try? recipe.trace(inputs) else { return nil }
        for name in inputs.names {
          guard let own = trace["mHat", name], let m = trace["m", name] else { continue }
          let values = own.values.indices.map { position -> Double in
            let off = 1 + Double(position * position % 13) / 7
            let sign: Double = position % 2 == 0 ? 1 : -3
            return own.values[position] + (isWrong(m.values[position], position) ? off * sign : 0)
          }
          trace["mHat", name] = .init(shape: own.shape, steps: own.steps, values: values)
        }
        return trace
      }
    }
    #expect(
      await words { m, _ in m < 0 }.first == "mHat is wrong exactly where mₜ < 0: look at what is done with mₜ there.")
    // One more wrong number, and it is no longer so.
    #expect(await words { m, position in m < 0 || position == 5 }.allSatisfy { !$0.contains("exactly") })
  }

  /// A program that no manner explains is not accused of one.
  @Test func nobodyIsAccusedWithoutEvidence() async {
    let recipe = adam.recipe.replacing("mHat", by: quantity("m") * exp(-square(quantity("m"))) / 3 + number(0.2) * t)
    #expect(await said("mHat", adam) { try? recipe.trace($0) }.isEmpty)
  }
}
