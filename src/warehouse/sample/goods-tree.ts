/** A group of the third level with the kinds of goods that stand in it. */
export interface SampleGroup {
  readonly name: string;
  readonly goods: readonly string[];
  readonly measure: string;
  /** What may stand behind a good's name, with what joins it: weights, colours. */
  readonly sizes: readonly string[];
  /** Retail prices with VAT, euro, from and to. */
  readonly prices: readonly [number, number];
  /** Percent. */
  readonly vatRate: 20 | 9 | 0;
}

type Tree = Readonly<Record<string, Readonly<Record<string, readonly SampleGroup[]>>>>;
type More = Partial<Pick<SampleGroup, 'measure' | 'sizes' | 'vatRate'>>;

const LOOSE = [''] as const;
const WEIGHTS = [' 100 г', ' 250 г', ' 400 г', ' 800 г'] as const;
const VOLUMES = [' 250 мл', ' 400 мл', ' 750 мл', ' 1 л'] as const;
const COLOURS = ['', ', бял цвят', ', черен цвят', ', син цвят', ', червен цвят'] as const;
const SETS = ['', ', комплект', ', за професионалисти', ', мини'] as const;

function group(
  name: string,
  goods: readonly string[],
  prices: readonly [number, number],
  more: More = {},
): SampleGroup {
  return {
    name,
    goods,
    prices,
    measure: more.measure ?? 'бр.',
    sizes: more.sizes ?? LOOSE,
    vatRate: more.vatRate ?? 20,
  };
}

/**
 * The goods' tree of the sample warehouse: trades that a Bulgarian shop owner knows, three levels deep,
 * goods by the piece, by weight, by length and by volume, at every rate of VAT.
 */
export const SAMPLE_TREE: Tree = {
  'Хранителни стоки': {
    'Мляко и млечни': [
      group('Сирена', ['Сирене краве', 'Сирене овче', 'Сирене козе', 'Кашкавал от краве мляко'], [4, 16], {
        sizes: WEIGHTS,
      }),
      group('Кисели млека', ['Кисело мляко 2 %', 'Кисело мляко 3,6 %', 'Кисело мляко овче'], [0.6, 3], {
        sizes: [' 400 г', ' 500 г'],
      }),
    ],
    'Захарни изделия': [
      group('Шоколади', ['Шоколад млечен', 'Шоколад черен 70 %', 'Шоколад с лешник', 'Бонбони'], [1, 9], {
        sizes: WEIGHTS,
      }),
      group('Бисквити', ['Бисквити закуска', 'Бисквити с какао', 'Вафла', 'Солети'], [0.5, 4], {
        sizes: WEIGHTS,
      }),
    ],
    'На кантар': [
      group('Ядки и маслини', ['Бадем суров', 'Орех ядка', 'Кашу печено', 'Маслини натурални'], [5, 28], {
        measure: 'кг',
      }),
    ],
  },
  'Битова химия': {
    Почистване: [
      group('Перилни препарати', ['Гел за пране', 'Омекотител', 'Препарат за бяло пране'], [3, 22], {
        sizes: VOLUMES,
      }),
      group('Препарати за под', ['Препарат за под лавандула', 'Препарат за паркет', 'Белина'], [1.5, 8], {
        sizes: VOLUMES,
      }),
    ],
  },
  Осветление: {
    'Светлинни източници': [
      group('LED крушки', ['LED крушка E27 9 W', 'LED крушка E14 6 W', 'LED пура T8'], [1.8, 14], {
        sizes: [' 2700 K', ' 4000 K', ' 6500 K'],
      }),
      group('LED ленти', ['LED лента 12 V', 'LED лента 24 V', 'LED лента RGB'], [2.5, 18], { measure: 'м' }),
    ],
    'Осветителни тела': [
      group('Лампи', ['Настолна лампа', 'Лампион', 'Аплик', 'Полилей', 'Градинска лампа'], [9, 180], {
        sizes: COLOURS,
      }),
    ],
  },
  Инструменти: {
    'Ръчни инструменти': [
      group('Отвертки и ключове', ['Отвертка', 'Ключ раздвижен', 'Ключ звездогаечен', 'Клещи'], [3, 45], {
        sizes: SETS,
      }),
    ],
    Електроинструменти: [
      group('Бормашини', ['Бормашина', 'Винтоверт акумулаторен', 'Перфоратор', 'Ъглошлайф'], [35, 320], {
        sizes: SETS,
      }),
    ],
  },
  Строителство: {
    Материали: [
      group('Бои наливни', ['Боя латекс бяла', 'Боя фасадна', 'Грунд', 'Лак за дърво'], [3, 18], {
        measure: 'л',
      }),
      group('Кабели', ['Кабел СВТ 3х1,5', 'Кабел СВТ 3х2,5', 'Проводник ПВ-А2 4 мм²'], [0.9, 6], {
        measure: 'м',
      }),
    ],
  },
  'Книги и подаръци': {
    Книги: [
      group('Художествена литература', ['Роман', 'Сборник разкази', 'Стихосбирка', 'Пътепис'], [6, 18], {
        vatRate: 9,
      }),
      group('Детски книги', ['Приказки', 'Книжка за оцветяване', 'Енциклопедия за деца'], [3, 20], {
        vatRate: 9,
      }),
    ],
    // A voucher for more than one purpose carries no VAT when it is sold.
    Подаръци: [group('Ваучери', ['Ваучер за подарък', 'Карта за подарък'], [10, 100], { vatRate: 0 })],
  },
};
