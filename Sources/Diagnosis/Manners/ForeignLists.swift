internal import Equations
internal import Judging
internal import Reference
internal import Tensors
internal import Traces

/// Numbers that a program has written down, in the place of a list that is given.
enum ForeignLists {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.equations.count == 1 else { return [] }
    let lists = quantity.recipe.inputs.filter {
      $0.axes.count == 1 && !$0.isPerStep && !$0.isPerParameter && quantity.sources.contains($0.name)
    }
    return lists.compactMap { list in
      let lists = quantity.examinations.map { quantity.list(in: $0, for: list) }
      // A shorter list is the beginning of the longer ones: of one that is right, too.
      guard let all = lists.compactMap(\.self).max(by: { $0.count < $1.count }),
        lists.allSatisfy({ $0.map { Array(all.prefix($0.count)) == $0 } ?? false })
      else { return nil }
      return SupposedRun(.takesList(all, insteadOf: list.name), of: quantity) { examination in
        var inputs = examination.inputs
        let own = Array(all.prefix(inputs.constants[Trace.Key(list.name)]?.count ?? 0))
        inputs.constants[Trace.Key(list.name)] = Tensor(shape: [own.count], values: own)
        return examination.taking(inputs).map { SupposedRun.Trial($0, quantity.equations) }
      }
    }
  }

  /// Numbers that somebody may write down: one digit, or a half.
  fileprivate static let numbers: [Double] = (-4...2).flatMap { power in
    [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9].compactMap { Double("\($0)e\(power)") }
  }
}

extension WrongQuantity {
  /// The numbers that give the entries of a case in the place of a list's, or the list itself where that is right; nil if
  /// some entry has none.
  fileprivate func list(in examination: Examination, for input: Input) -> [Double]? {
    let key = Trace.Key(input.name)
    let published = recipe.value(of: equations[0].target, in: examination.trace, examination.inputs.names)
    guard let given = examination.inputs.constants[key], !published.isPerParameter,
      case let block = published.blocks[0], block.axes.first == .step, block.shape.count == 2,
      block.shape[1] == given.count
    else { return nil }
    if examination.judge(name)?.agrees == true { return given.values }
    var found = [Double?](repeating: nil, count: given.count)
    for number in ForeignLists.numbers where found.contains(nil) {
      let formula = self.formula.taking(input.name) { _ in Equations.number(number) }
      guard let value = examination.evaluate(formula), !value.isPerParameter, value.block(0).axes == [.step] else {
        continue
      }
      let own = value.block(0)
      for place in found.indices where found[place] == nil {
        let fits = own.values.indices.allSatisfy { step in
          let ratio = Bound.ratio(
            block.values[step * given.count + place], own.values[step], error: own.error?[step] ?? 0,
            examination.precision)
          return ratio.map { $0 <= Bound.allowance } ?? false
        }
        if fits { found[place] = number }
      }
    }
    let own = found.compactMap(\.self)
    return own.count == given.count ? own : nil
  }
}
