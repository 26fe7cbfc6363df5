internal import Equations
internal import Judging

/// A supposition about the run of a program: its equations, evaluated from what it was given and has published as if the
/// manner were its own.
struct SupposedRun {
  /// One case under the supposition.
  struct Trial {
    let examination: Examination
    let equations: [Equation]
    let run: any RecordedRun
    /// The layout that the published numbers are supposed to have.
    var reading: (Value) -> Value = { $0 }

    init(_ examination: Examination, _ equations: [Equation], on run: (any RecordedRun)? = nil) {
      self.examination = examination
      self.equations = equations
      self.run = run ?? examination.run
    }

    var judgement: Judgement? { examination.judge(equations, on: run, reading: reading) }
  }

  let manner: Manner
  /// The formula that the manner makes of an equation.
  let edit: Edit
  /// The case under the supposition; nil if it cannot be so there.
  let trial: (Examination) -> Trial?

  /// - Parameter formula: the one that a reader may compare with the asked one; nil if that is used as it is.
  init(
    _ manner: Manner, of quantity: WrongQuantity, formula: Expression? = nil,
    trial: @escaping (Examination) -> Trial?
  ) {
    self.manner = manner
    edit = Edit(quantity: quantity.name, formula: formula ?? quantity.formula, changes: [])
    self.trial = trial
  }

  /// The same equations on the same run, each changed.
  init?(_ manner: Manner, of quantity: WrongQuantity, changing change: (Expression) -> Expression) {
    guard let changed = quantity.changed(change) else { return nil }
    self.init(manner, of: quantity) { Trial($0, changed) }
  }

  /// The same equations, after another of a quantity that nobody sees.
  init(_ manner: Manner, of quantity: WrongQuantity, supposing formula: Expression, for hidden: String) {
    self.init(manner, of: quantity, supposing: [hidden: formula])
  }

  /// The same equations, after others of several quantities that nobody sees.
  init(_ manner: Manner, of quantity: WrongQuantity, supposing formulas: [String: Expression]) {
    self.manner = manner
    let (hidden, formula) = formulas.min { $0.key < $1.key } ?? (quantity.name, quantity.formula)
    edit = Edit(quantity: hidden, formula: formula, changes: [])
    let equations = quantity.equations
    trial = { examination in
      let asked = equations.flatMap { [$0.formula] + examination.recipe.forms(of: $0.target) }
      let run = try? examination.run(supposing: formulas, for: asked)
      return run.map { Trial(examination, equations, on: $0) }
    }
  }
}

/// The proof of a supposition: every published number of every case agrees with it, within the bound that equations are
/// judged by, and the bound is narrow beside what is explained.
struct MannerProof {
  private let quantity: WrongQuantity
  /// The first steps of the last case, whose settings have no special values: most suppositions fail there.
  private let start: Examination?

  init(_ quantity: WrongQuantity) {
    self.quantity = quantity
    start = quantity.examinations.last.flatMap { $0.inputs.steps > 3 ? $0.prefix(3) : nil }
  }

  /// The evidence for a supposition; nil if a number contradicts it.
  ///
  /// - Parameter fewest: the fewest wrong numbers that prove it.
  func evidence(for supposed: SupposedRun, fewest: Int = Self.fewest) -> Evidence? {
    if let start { guard supposed.trial(start)?.judgement?.agrees == true else { return nil } }
    var evidence = Evidence()
    var trials: [SupposedRun.Trial] = []
    for examination in quantity.examinations {
      guard let trial = supposed.trial(examination), let judgement = trial.judgement, judgement.agrees else {
        return nil
      }
      evidence.add(judgement)
      trials.append(trial)
    }
    return evidence.isEnough(for: 1) && isSharp(trials, fewest) ? evidence : nil
  }

  /// The largest share that a supposition's own bound may have of the deviation that it explains.
  private static let widest = 0.01
  /// The fewest wrong numbers that prove a manner; all of them, if there are fewer numbers.
  static let fewest = 6

  private func isSharp(_ trials: [SupposedRun.Trial], _ fewest: Int) -> Bool {
    var shares: [Double] = []
    var total = 0
    var sizes = (all: 0, lost: 0)
    for (examination, trial) in zip(quantity.examinations, trials) {
      for (asked, supposed) in zip(quantity.equations, trial.equations) {
        guard let right = examination.evaluate(asked), let own = try? trial.run.evaluate(supposed.formula) else {
          return false
        }
        let published = examination.recipe.value(of: asked.target, in: examination.trace, examination.inputs.names)
        for (index, block) in published.blocks.enumerated() where !block.isAbsent {
          total += block.count
          let read = trial.reading(Value(block)).blocks[0]
          guard let before = Pairs(block, right.block(index), examination.precision) else {
            // Numbers of another layout are wrong altogether.
            shares += [Double](repeating: 0, count: block.count)
            continue
          }
          guard let after = Pairs(read, own.block(index), examination.precision) else { return false }
          for position in after.indices where read.values[position] != 0 {
            sizes.all += 1
            if abs(read.values[position]) <= 2 * after.allowed(position) { sizes.lost += 1 }
          }
          // A number that is read a step late has none of the first step.
          let skipped = before.indices.count - after.indices.count
          for position in before.indices.dropFirst(skipped) where before.ratio(position) ?? 0 > Bound.allowance {
            shares.append(after.allowed(position - skipped) / before.distance(position))
          }
        }
      }
    }
    // Numbers that are nothing but rounding are those of any manner under which they vanish.
    guard 2 * sizes.lost <= sizes.all else { return false }
    guard shares.count >= min(fewest, total), !shares.isEmpty else { return false }
    return shares.sorted()[shares.count / 2] <= Self.widest
  }
}
