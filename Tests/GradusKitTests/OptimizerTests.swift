import Testing

@testable import GradusKit

private struct Search: Optimizer {
  @Setting var scale = 1.0
  var rates: [Double] = []
  var grid = Tensor(0)
  var losses: [Double] = []
  var chosenRate = 0.0
  var best = Tensor(0)
  var last: Double?
  var count = 0
  var moved: Parameters = 0

  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    count += 1
    losses = rates.map { scale * $0 }
    chosenRate = rates[1]
    best = Tensor(shape: [2], values: [1, 2])
    last = 3
    moved = weights
  }
}

private struct Memory: Layer {
  var seen: Tensor?
  var kept = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    seen = x
    return x
  }
  mutating func backward(_ dy: Tensor) -> Tensor { dy }
}

extension OneThread {
  /// An optimizer behind the C table: its inputs, the quantities that are read from it, and its questions.
  @Suite struct OptimizerTests {
    private func started(_ heard: Heard) throws -> Component {
      let search = try Registration.optimizer(Search.init).make(heard.host, [(name: "scale", value: 10)])
      try call(
        search, "start",
        [
          ("parameters/W", Tensor(shape: [2], values: [1, 2])), ("inputs/rates", Tensor(shape: [2], values: [4, 5])),
          ("inputs/grid", Tensor(shape: [1, 1], values: [6])),
        ])
      return search
    }

    @Test func numbersOfNoParameterAreRead() throws {
      let heard = Heard()
      let search = try started(heard)
      #expect(heard.names == ["weights"])
      try call(search, "step", [("gradients/W", Tensor(shape: [2], values: [0, 0]))])
      // The inputs are not the program's to report, and neither is its count of the steps.
      #expect(heard.names.dropFirst() == ["weights", "gradients", "moved", "losses", "chosenRate", "best", "last"])
      #expect(heard.value("losses") == Tensor(shape: [2], values: [40, 50]))
      #expect(heard.value("chosenRate") == Tensor(5) && heard.value("best")?.shape == [2])
      let owners = heard.reports.filter { ["losses", "chosenRate", "best"].contains($0.quantity) }.map(\.parameter)
      #expect(owners == ["", "", ""])
      #expect(
        Registration.optimizer(Search.init).quantities
          == ["moved", "rates", "grid", "losses", "chosenRate", "best", "last"])
    }

    @Test func whatAnOptimizerCannotBeGivenIsNamed() throws {
      let search = try Registration.optimizer(Search.init).make(Heard().host, [])
      #expect(throws: Complaint.missingProperty("steps")) { try call(search, "start", [("inputs/steps", Tensor(1))]) }
      // A list holds no matrix.
      #expect(throws: Complaint.missingProperty("rates")) {
        try call(search, "start", [("inputs/rates", Tensor(shape: [1, 1], values: [1]))])
      }
    }

    @Test func aLayersTensorMayHoldNothingAtFirst() throws {
      let heard = Heard()
      let layer = try Registration.layer(Memory.init).make(heard.host, [])
      try call(layer, "start", [("inputs/x", Tensor(1)), ("inputs/dy", Tensor(2))])
      try call(layer, "step", [])
      #expect(heard.names == ["y", "dx", "seen", "kept"] && heard.value("seen") == Tensor(1))
      #expect(Registration.layer(Memory.init).quantities == heard.names)
    }

    // MARK: Questions that are not answered

    private static let model = Parameters(
      names: ["W", "b"], tensors: [Tensor(repeating: 1, shape: [2, 3]), Tensor(0)])

    @Test func aQuestionIsAskedDuringAStepAtAPointOfTheModel() throws {
      #expect(throws: Unanswered.noStep) { try Inquiry.answer("loss", at: Self.model) }
      let heard = Heard()
      Inquiry.open(to: heard.host, like: Self.model, step: 1)
      defer { _ = Inquiry.close() }
      let half = Parameters(names: ["W"], tensors: [Self.model["W"]])
      #expect(throws: Unanswered.otherNames(["W"], weights: ["W", "b"])) { try Inquiry.answer("loss", at: half) }
      let flat = Parameters(names: ["W", "b"], tensors: [Tensor(repeating: 1, shape: [6]), Tensor(0)])
      #expect(throws: Unanswered.otherShape("W", [6], weights: [2, 3])) { try Inquiry.answer("loss", at: flat) }
      #expect(throws: Unanswered.notGranted) { try Inquiry.answer("loss", at: Self.model) }
    }

    @Test(
      arguments: [
        (
          .noStep,
          "Objective.gradient(at:) was asked outside of an optimizer's step, and is answered during a step only"
        ),
        (
          .otherNames(["W"], weights: ["W", "b"]),
          "Objective.gradient(at:) was asked at a point with the parameters [\"W\"], and needs those of the weights, [\"W\", \"b\"]"
        ),
        (
          .otherShape("W", [6], weights: [2, 3]),
          "Objective.gradient(at:) was asked at a point where \"W\" has the shape [6], and in the weights it has [2, 3]"
        ),
        (
          .notGranted,
          "Objective.gradient(at:) is not answered in this assignment: use the gradients that the step is given"
        ),
        (
          .usedUp(answered: 12, inStep: 2, step: 7),
          "Objective.gradient(at:) was asked once too often, in step 7: it had been answered 2 times in this step and 12 times in all"
        ),
        (
          .usedUp(answered: 1, inStep: 0, step: 2),
          "Objective.gradient(at:) was asked once too often, in step 2: it had been answered 0 times in this step and once in all"
        ),
        (.lost, "Objective.gradient(at:) was asked, and no answer came"),
      ] as [(Unanswered, String)])
    func theLastWordsAreOneSentence(_ unanswered: Unanswered, _ words: String) {
      #expect(unanswered.message("gradient") == words)
    }

    @Test func theLossHasWordsOfItsOwn() {
      #expect(
        Unanswered.notGranted.message("loss")
          == "Objective.loss(at:) is not answered in this assignment: a step has to do without it")
    }
  }
}
