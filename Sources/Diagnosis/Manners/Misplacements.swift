internal import Equations
internal import Judging
internal import Reference

/// A slip of an index along an axis.
package enum Slip: Hashable, Sendable, CaseIterable {
  /// The entries are read from the last to the first.
  case reversed
  /// Each entry is the one after it, or before it; past the end it begins anew.
  case next, previous
  /// One entry stands for all.
  case alwaysFirst, alwaysLast
  /// One entry counts for nothing, as if it were zero.
  case firstMissing, lastMissing
  /// The entries are taken in the order of the table, not where the index points: the first ones at each step, or those
  /// that come next.
  case unlisted, inTurn

  /// Those that move every entry.
  static let moves: [Slip] = [.reversed, .next, .previous, .alwaysFirst, .alwaysLast]
}

/// Sources whose entries are taken from wrong places, or left out.
enum Misplacements {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    own(quantity) + otherAxes(quantity) + ends(quantity) + flattened(quantity) + upstream(quantity)
      + throughout(quantity)
  }

  /// A slip in one source of the quantity's own equation.
  private static func own(_ quantity: WrongQuantity) -> [SupposedRun] {
    quantity.sourcesAlongAxes.flatMap { name, axis in
      Slip.allCases.compactMap { slip in
        SupposedRun(.misplaces(slip, along: axis.name, of: name), of: quantity) { formula in
          formula.taking(name) { Expression(.quantity($0)).misplaced(slip, along: axis) }
        }
      }
    }
  }

  /// A source whose index runs along another axis of the equation, over and over.
  private static func otherAxes(_ quantity: WrongQuantity) -> [SupposedRun] {
    let sources = quantity.sourcesAlongAxes
    return sources.flatMap { name, axis -> [SupposedRun] in
      guard sources.count(where: { $0.name == name }) == 1 else { return [] }
      return sources.filter { $0.axis != axis }.compactMap { other, along in
        SupposedRun(.indexedBy(along.name, insteadOf: axis.name, of: name), of: quantity) { formula in
          formula.taking(name) { reference in
            let source = Expression(.quantity(reference))
            let place = positions(of: Expression(.quantity(Reference(other))), along)
            let count = extent(of: source, axis)
            return gather(source, at: place - count * floor(place / count), along: axis)
          }
        }
      }
    }
  }

  /// A slip in a quantity between, which is not published, or in one of the sources that it is computed from.
  private static func upstream(_ quantity: WrongQuantity) -> [SupposedRun] {
    let recipe = quantity.recipe
    return quantity.hidden.flatMap { name -> [SupposedRun] in
      guard recipe.isNetwork, recipe.equations(of: name).count == 1, let formula = recipe.formula(of: name) else {
        return []
      }
      let whole = recipe.declaredAxes(of: name).filter { $0 == .batch }.flatMap { axis in
        Slip.allCases.map { (name, axis, $0, formula.misplaced($0, along: axis)) }
      }
      let parts = formula.node.quantities.sorted().flatMap { source in
        recipe.declaredAxes(of: source).filter { $0 != .batch }.flatMap { axis in
          Slip.moves.map { slip in
            (source, axis, slip, formula.taking(source) { Expression(.quantity($0)).misplaced(slip, along: axis) })
          }
        }
      }
      return (whole + parts).filter { $0.3 != formula }.map { source, axis, slip, other in
        SupposedRun(.misplaces(slip, along: axis.name, of: source), of: quantity, supposing: other, for: name)
      }
    }
  }

  /// A slip in a source of several quantities between: a buffer that holds it for one entry at a time.
  private static func throughout(_ quantity: WrongQuantity) -> [SupposedRun] {
    let recipe = quantity.recipe
    guard recipe.isNetwork else { return [] }
    let between = quantity.hidden.filter { recipe.equations(of: $0).count == 1 }.compactMap { name in
      recipe.formula(of: name).map { (name: name, formula: $0) }
    }
    let sources = recipe.quantities.unique.filter { source in
      between.count { $0.formula.node.subformulas.contains { $0.isNow(source) } } > 1
    }
    return sources.flatMap { source in
      recipe.declaredAxes(of: source).filter { $0 == .time }.flatMap { axis in
        Slip.moves.map { slip in
          let changed = between.map { name, formula in
            (name, formula.taking(source) { Expression(.quantity($0)).misplaced(slip, along: axis) })
          }
          let formulas = Dictionary(uniqueKeysWithValues: changed).filter { $0.value != recipe.formula(of: $0.key) }
          return SupposedRun(.misplaces(slip, along: axis.name, of: source), of: quantity, supposing: formulas)
        }
      }
    }
  }

  /// A slip along all elements of a parameter, laid out in a row.
  private static func flattened(_ quantity: WrongQuantity) -> [SupposedRun] {
    if quantity.recipe.isNetwork { return [] }
    return quantity.sources.flatMap { name in
      Slip.moves.map { slip in
        SupposedRun(.misplaces(slip, along: Axis.elements.name, of: name), of: quantity) { examination in
          guard let recording = examination.run as? Recording, let value = try? recording.value(of: Reference(name))
          else { return nil }
          let moved = value.map { $0.misplaced(slip) }
          return SupposedRun.Trial(examination, quantity.equations, on: recording.taking(moved, as: name))
        }
      }
    }
  }

  /// The first or the last of all elements left out of a sum over them. Their axes are those of each case.
  private static func ends(_ quantity: WrongQuantity) -> [SupposedRun] {
    guard quantity.equations.count == 1 else { return [] }
    return quantity.formula.node.subformulas.flatMap { node -> [SupposedRun] in
      guard case .reduce(let reduction, let summand, over: [.elements]) = node, reduction != .maximum else { return [] }
      return [Slip.firstMissing, .lastMissing].map { slip in
        SupposedRun(.misplaces(slip, along: Axis.elements.name, of: quantity.name), of: quantity) { examination in
          guard let axes = examination.evaluate(Expression(summand))?.blocks[0].axes.dropFirst(), !axes.isEmpty else {
            return nil
          }
          let ends = axes.map { axis in
            equal(positions(of: Expression(summand), axis), slip == .firstMissing ? 0 : Expression(summand).last(axis))
          }
          let isEnd = ends.dropFirst().reduce(ends[0]) { $0 * $1 }
          let rest = Node.reduce(reduction, select(isEnd, 0, Expression(summand)).node, over: [.elements])
          let formula = Expression(quantity.formula.node.replacing(node, by: rest))
          return SupposedRun.Trial(examination, [Equation(quantity.equations[0].target, formula)])
        }
      }
    }
  }
}

extension WrongQuantity {
  /// The sources of its equations with each of their axes, as a network declares them, or the lists of a schedule.
  var sourcesAlongAxes: [(name: String, axis: Axis)] {
    guard recipe.isNetwork else {
      guard recipe.component.kind == .schedule else { return [] }
      return recipe.inputs.filter { sources.contains($0.name) && !$0.isPerStep }.flatMap { input in
        input.axes.map { (input.name, $0) }
      }
    }
    return sources.flatMap { name in recipe.declaredAxes(of: name).map { (name, $0) } }
  }
}

extension Node {
  /// True for a quantity's value of this step.
  fileprivate func isNow(_ name: String) -> Bool {
    if case .quantity(let reference) = self { reference.name == name } else { false }
  }
}

extension Recipe {
  /// The axes of a quantity, an input or a gradient.
  func declaredAxes(of name: String) -> [Axis] { axes[name] ?? gradients[name].flatMap { axes[$0] } ?? [] }
}

extension Block {
  /// The elements of each step, moved along the row that they make.
  fileprivate func misplaced(_ slip: Slip) -> Block {
    guard axes.first == .step, shape[0] > 0, count > shape[0] else { return self }
    let stride = count / shape[0]
    func moved(_ numbers: [Double]) -> [Double] {
      numbers.indices.map { position in
        let (start, place) = (position / stride * stride, position % stride)
        return switch slip {
        case .reversed: numbers[start + stride - 1 - place]
        case .next: numbers[start + (place + 1) % stride]
        case .previous: numbers[start + (place + stride - 1) % stride]
        case .alwaysFirst: numbers[start]
        case .alwaysLast: numbers[start + stride - 1]
        default: numbers[position]
        }
      }
    }
    return Block(axes: axes, shape: shape, values: moved(values), error: error.map(moved))
  }
}

extension Expression {
  fileprivate func last(_ axis: Axis) -> Expression { extent(of: self, axis) - 1 }

  /// The same entries with a slip of their index; the formula itself if it has no such index.
  fileprivate func misplaced(_ slip: Slip, along axis: Axis) -> Expression {
    let place = positions(of: self, axis)
    switch slip {
    case .reversed: return gather(self, at: last(axis) - place, along: axis)
    case .next: return gather(self, at: select(equal(place, last(axis)), 0, place + 1), along: axis)
    case .previous: return gather(self, at: select(equal(place, 0), last(axis), place - 1), along: axis)
    case .alwaysFirst: return gather(self, at: 0 * place, along: axis)
    case .alwaysLast: return gather(self, at: last(axis) + 0 * place, along: axis)
    case .firstMissing: return select(equal(place, 0), 0, self)
    case .lastMissing: return select(equal(place, last(axis)), 0, self)
    case .unlisted:
      guard case .gather(let table, let index, let along) = node else { return self }
      return Expression(.gather(table, .positions(index, axis), along: along))
    case .inTurn:
      guard case .gather(let table, let index, let along) = node else { return self }
      let (all, size) = (Expression(.extent(table, along)), Expression(.extent(index, axis)))
      let (batches, before) = (floor(all / size), t - 1)
      let start = size * (before - batches * floor(before / batches))
      return Expression(.gather(table, (start + positions(of: Expression(index), axis)).node, along: along))
    }
  }
}
