import { ACCESS_ERRORS } from './access-errors.ts';
import { AGENT_ERRORS } from './agent-errors.ts';
import { GUARD_ERRORS } from './guard-errors.ts';
import { MACHINE_ERRORS } from './machine-errors.ts';
import { MONEY_ERRORS } from './money-errors.ts';
import { MOVE_ERRORS } from './move-errors.ts';
import { PAIR_ERRORS } from './pair-errors.ts';
import { RECORD_ERRORS } from './record-errors.ts';
import { REPORT_ERRORS } from './report-errors.ts';
import { SHOP_ERRORS } from './shop-errors.ts';
import { TENANT_ERRORS } from './tenant-errors.ts';
import { UPKEEP_ERRORS } from './upkeep-errors.ts';
import type { Texts } from '../texts.ts';
import { MISSING_ERRORS } from './missing-errors.ts';
import { UNP_ERRORS } from './unp-errors.ts';

const LOOK_AGAIN = 'Нищо не е загубено: следващото пускане ще опита отново.';
const TELL_US = 'Това е грешка в програмата. Нищо не е записано наполовина; изпратете ни текста по-горе.';

/** Грешки на български. */
export const ERRORS: Texts['errors'] = {
  ...ACCESS_ERRORS,
  ...AGENT_ERRORS,
  ...MACHINE_ERRORS,
  ...UPKEEP_ERRORS,
  ...GUARD_ERRORS,
  ...MONEY_ERRORS,
  ...MISSING_ERRORS,
  ...UNP_ERRORS,
  ...TENANT_ERRORS,
  ...MOVE_ERRORS,
  ...PAIR_ERRORS,
  ...RECORD_ERRORS,
  ...REPORT_ERRORS,
  'settings.unknownKey': {
    what: 'Няма настройка „{key}“.',
    remedy: 'Вижте всички с „skladbridge profile settings“.',
  },
  'settings.badValue': {
    what: 'Настройката „{key}“ не приема стойността „{value}“.',
    remedy: 'Очаква се: {expected}.',
  },
  'settings.missing': {
    what: 'Настройката „{key}“ не е попълнена.',
    remedy: 'Попълнете я, преди да пуснете профила.',
  },
  'settings.deviceSerial.missing': {
    what: 'Липсва серийният номер на касовия апарат.',
    remedy: 'Въведете го: без него не може да се генерира УНП.',
  },
  'settings.deviceSerial.digitsOnly': {
    what: '„{value}“ е номер само от цифри – вероятно на фискалната памет.',
    remedy:
      'Въведете номера на самото фискално устройство: две латински букви и шест цифри, например DT279013.',
  },
  'settings.deviceSerial.malformed': {
    what: '„{value}“ не е номер на фискално устройство.',
    remedy:
      'Нужни са две главни латински букви и шест цифри, например DT279013. Внимавайте за букви на кирилица.',
  },
  'settings.unpRange.malformed': {
    what: 'Диапазонът за УНП започва от {from}, а свършва на {to}.',
    remedy: 'Началото трябва да е преди края.',
  },
  'settings.groups.empty': {
    what: 'Не са избрани групи от стоки.',
    remedy: 'Изберете поне една група, за да има какво да се изпраща.',
  },
  'settings.group.gone': {
    what: 'Избраната група стоки № {groupId} вече не съществува в Склад Pro.',
    remedy: 'Изберете групите наново. Докато не го направите, нищо не се изпраща и не се скрива.',
  },
  'settings.location.gone': {
    what: 'Обект № {locationId} не съществува в Склад Pro.',
    remedy: 'Изберете друг обект.',
  },
  'settings.operator.gone': {
    what: 'Потребител № {operatorId} не съществува или е изтрит в Склад Pro.',
    remedy: 'Изберете друг активен потребител.',
  },
  'settings.operator.codeMalformed': {
    what: 'Потребителят „{operator}“ има код „{code}“, а УНП иска точно 4 знака.',
    remedy: 'Задайте му в Склад Pro код от 4 цифри или главни латински букви, например 0001.',
  },
  'settings.schedule.malformed': {
    what: '„{value}“ не е разписание.',
    remedy: 'Въведете минути (например 15) или cron израз от пет полета (например */15 8-20 * * *).',
  },
  'settings.shopAddress.malformed': {
    what: '„{value}“ не е адрес на магазин.',
    remedy: 'Въведете го като https://shop.example.bg.',
  },
  'settings.warehouseUrl.malformed': {
    what: '„{value}“ не е адрес на склад.',
    remedy:
      'Въведете го като sqlite:път/до/файла.db, mysql://потребител@машина/база, mssql://потребител@машина/база или agent:име.',
  },
  'settings.warehouseUrl.hasPassword': {
    what: 'Адресът на склада съдържа парола.',
    remedy: 'Махнете паролата от адреса и я въведете отделно, в „Парола за склада“.',
  },
  'settings.ordersWarehouse.malformed': {
    what: '„{value}“ не е адрес, през който поръчки влизат в склад на Access.',
    remedy:
      'Въведете адреса на „Microinvest API“ от Utility Center, например api+http://машина:8700, или оставете полето празно.',
  },
  'settings.ordersWarehouse.notNeeded': {
    what: 'Отделен адрес за поръчките има само при склад на Access; тук складът е {address}.',
    remedy: 'Оставете полето „Адрес за поръчките“ празно.',
  },
  'settings.warehouseUrl.noDatabase': {
    what: '{address} е REST API, а не база: отвътре не се вижда.',
    remedy: 'Посочете адреса на самата база (sqlite:, mysql:, mssql:).',
  },
  'profile.notFound': {
    what: 'Няма профил „{name}“.',
    remedy: 'Вижте списъка с „skladbridge profile list“.',
  },
  'profile.nameTaken': { what: 'Вече има профил „{name}“.', remedy: 'Изберете друго име.' },
  'profile.nameMalformed': {
    what: '„{name}“ не става за име на профил.',
    remedy: 'Името е от 1 до 80 знака, без празни места в края.',
  },
  'profile.changedMeanwhile': {
    what: 'Профилът „{name}“ беше променен междувременно.',
    remedy: 'Отворете го отново и повторете промяната; нищо не е презаписано.',
  },
  'profile.notRemoved': {
    what: 'Няма премахнат профил „{name}“.',
    remedy: 'Вижте премахнатите с „skladbridge profile removed“.',
  },
  'profile.inUse': {
    what: 'Профилът „{name}“ се изпълнява (от {since}) и не може да бъде премахнат сега.',
    remedy: 'Спрете изпълнението или изчакайте края му, после премахнете профила.',
  },
  'cli.wrongUse': { what: '{message}', remedy: 'Вижте „{help}“.' },
  'run.firstNeedsPlan': {
    what: 'Първото истинско пускане на „{profile}“ още не е потвърдено: ще се внесат поръчки с номер над {orders}.',
    remedy: 'Разгледайте първо плана („skladbridge plan {profile}“) или потвърдете с --yes.',
  },
  'run.alreadyRunning': {
    what: 'Профилът „{profile}“ вече работи от {since}.',
    remedy: 'Изчакайте края му.',
  },
  'run.leaseLost': {
    what: 'Друг процес пое профила „{profile}“.',
    remedy: 'Това пускане спря, за да не работят двама едновременно.',
  },
  'run.cancelled': {
    what: 'Спряно по ваше желание.',
    remedy: 'Всичко, което е отчетено, е записано; следващото пускане продължава оттам.',
  },
  'run.workersLost': {
    what: 'Работата по профила „{profile}“ беше започната няколко пъти и всеки път процесът, който я вършеше, спря.',
    remedy:
      'Графикът на профила е спрян, за да не се повтаря. Вижте дневника на работните процеси, поправете причината и натиснете „Старт“: с него графикът тръгва отново.',
  },
  'work.noWorker': {
    what: 'Няма работен процес, който да свърши това.',
    remedy:
      'Заявката е оттеглена: нищо няма да тръгне по-късно, а ако нещо вече е записано, следващото пускане продължава след него. Пуснете „skladbridge serve --role worker“ и опитайте пак, или добавете --here, за да се свърши в този процес.',
  },
  'work.hostFull': {
    what: 'На {host} вече се работи на толкова места наведнъж, колкото са разрешени.',
    remedy: 'Опитайте пак след минута: местата се освобождават, когато започнатите пускания свършат.',
  },
  'serve.roleUnknown': {
    what: 'Няма роля „{role}“.',
    remedy: 'Ролите са all (всичко), page (само страницата) и worker (само работата).',
  },
  'serve.roleNeedsDatabase': {
    what: 'Роля „{role}“ има само когато паметта е в база данни.',
    remedy: 'Задайте SKLADBRIDGE_DATABASE или пуснете „skladbridge serve“ без роля.',
  },
  'migrate.roleNeedsDatabase': {
    what: 'Потребител за страниците ({role}) се прави само в база данни, а паметта тук е във файл.',
    remedy: 'Задайте SKLADBRIDGE_DATABASE със собственика на таблиците и повторете командата.',
  },
  'run.notFound': { what: 'Няма пускане № {id}.', remedy: 'Вижте списъка с „skladbridge runs ИМЕ“.' },
  'attention.notFound': {
    what: 'Няма запис за внимание № {id}.',
    remedy: 'Вижте списъка с „skladbridge attention ИМЕ“.',
  },
  'plan.file.malformed': {
    what: 'Файлът {file} не е план: {problem}.',
    remedy: 'Направете нов с „skladbridge plan ИМЕ --out файл“.',
  },
  'plan.otherProfile': { what: 'Този план е за профил „{profile}“.', remedy: 'Проверете файла.' },
  'plan.gone': {
    what: 'Този преглед вече не е последният.',
    remedy: 'Направете нов преглед и го прочетете.',
  },
  'plan.stale': {
    what: '„{record}“ се е променил след плана и затова не е изпълнен.',
    remedy: 'Направете нов план.',
  },
  'hosted.privateAddress': {
    what: 'До {host} ({address}) оттук не се свързва: това е адрес от вътрешна мрежа.',
    remedy: 'Въведете адрес, който се отваря от интернет, или попитайте този, при когото е програмата.',
  },
  'hosted.localWarehouse': {
    what: 'Складът {address} е на тази машина, а тя не е ваша.',
    remedy:
      'Въведете адреса на сървър с базата (mysql:, mssql:) или на REST API, който се отваря от интернет.',
  },
  'hosted.namedInstance': {
    what: 'SQL Server на {host} не може да се намери оттук по името на инстанцията.',
    remedy: 'Въведете порта вместо ?instance=: mssql://потребител@{host}:порт/база.',
  },
  'secrets.keyMissing': {
    what: 'Липсва файлът с ключа в {folder}, а без него тайните не се отварят.',
    remedy: 'Върнете файла „key“ от архив или въведете тайните наново.',
  },
  'secrets.keyWrong': {
    what: 'Ключът не отваря „{name}“.',
    remedy: 'Върнете правилния файл „key“ или въведете тайната наново.',
  },
  'secrets.keyMalformed': {
    what: 'Ключът за тайните не е от 64 шестнадесетични цифри.',
    remedy: 'Проверете SKLADBRIDGE_KEY (или SKLADBRIDGE_KEY_FILE, SKLADBRIDGE_KEY_COMMAND), или файла „key“.',
  },
  'secrets.keyCommand': {
    what: 'Командата от SKLADBRIDGE_KEY_COMMAND не даде ключа за тайните ({problem}).',
    remedy: 'Пуснете я сами със същия потребител: тя трябва да отпечата само ключа.',
  },
  'secrets.newKeyNeeded': {
    what: 'Няма нов ключ за тайните, или той е същият като сегашния.',
    remedy:
      'Дайте новия в SKLADBRIDGE_NEW_KEY, SKLADBRIDGE_NEW_KEY_FILE или SKLADBRIDGE_NEW_KEY_COMMAND („openssl rand -hex 32“).',
  },
  'secrets.newKeyUnused': {
    what: 'Сегашният ключ за тайните не е новият: след него е допуснат друг.',
    remedy: 'Дайте новия ключ на всички процеси и на тази команда. Нищо не е променено.',
  },
  'secrets.notSet': {
    what: 'Тайната „{name}“ не е въведена.',
    remedy: 'Въведете я с „skladbridge profile secret ИМЕ {name}“.',
  },
  'runtime.tooOld': {
    what: 'Нужен е Node 24, а тук е {version}.',
    remedy: 'Изпълнете „npm ci“ – той носи правилния.',
  },

  'warehouse.unreachable': {
    what: 'Складът {address} не отговаря ({reason}).',
    remedy: 'Проверете адреса и дали машината работи. ' + LOOK_AGAIN,
  },
  'warehouse.starting': {
    what: 'Сървърът на склада {address} още стартира, спрян е на пауза или се обновява ({reason}).',
    remedy: 'Потребителят и паролата не са проверявани. ' + LOOK_AGAIN,
  },
  'warehouse.entryRefused': {
    what: 'Сървърът на склада {address} не пусна никого, и то не заради потребителя или паролата: {reason}',
    remedy: 'Покажете тези думи на човека, който се грижи за SQL Server.',
  },
  'warehouse.databaseUnknown': {
    what: 'На сървъра няма такава база, или потребителят няма право да я отваря: {address}.',
    remedy:
      'Сравнете името на базата в адреса с името ѝ на сървъра; ако е вярно, дайте на потребителя достъп до нея.',
  },
  'warehouse.accessRefused': {
    what: 'Складът {address} не прие потребителя или паролата.',
    remedy: 'Проверете ги.',
  },
  'warehouse.driverMissing': {
    what: 'Драйверът за {engine} (пакет {package}) не е инсталиран.',
    remedy: 'Изпълнете „npm ci“ без „--omit=dev“. Пакетите за Windows и Debian го съдържат.',
  },
  'warehouse.certificate': {
    what: 'Сертификатът на сървъра {address} не е доверен ({reason}).',
    remedy:
      'SQL Server сам си издава такъв. Ако сървърът е ваш, добавете към адреса ?trustServerCertificate=true, ' +
      'или му сложете сертификат от доверен издател.',
  },
  'warehouse.oldEncryption': {
    what: 'Сървърът {address} не криптира или знае само остаряло криптиране (TLS 1.0, 1.1), което вече не се приема ({reason}).',
    remedy:
      'Обновете SQL Server, така че да говори TLS 1.2. Ако не може и мрежата е само ваша, добавете към адреса ' +
      '?encrypt=false: тогава всичко по пътя, и паролата, може да бъде прочетено от всеки в нея.',
  },
  'warehouse.encryptionRequired': {
    what: 'Сървърът {address} приема само криптирани връзки, а в адреса пише encrypt=false ({reason}).',
    remedy: 'Махнете encrypt=false от адреса.',
  },
  'warehouse.noTransactions': {
    what: 'Складът {address} държи таблици без транзакции: {tables}. При спиране насред запис в тях остава половин документ.',
    remedy: 'Направете резервно копие и изпълнете в MySQL, докато никой не работи в склада: {statement}',
  },
  'warehouse.rightsMissing': {
    what: 'На потребителя на базата {address} липсват права: {rights}.',
    remedy:
      'Дайте му ги, например: GRANT INSERT ON склад.operations TO ...; пълният списък е в docs/warehouses.md.',
  },
  'warehouse.notDatabase': {
    what: 'Файлът {address} не е база данни на SQLite.',
    remedy:
      'Посочете файла на склада. За базата на Access (.mdb, .accdb) напишете само пътя ѝ, без „sqlite:“.',
  },
  'warehouse.notWarehousePro': {
    what: '{address} не е база на Склад Pro (липсва: {missing}).',
    remedy: 'Проверете адреса.',
  },
  'warehouse.tooOld': {
    what: 'Базата е от версия {version}, а е нужна 3.07.',
    remedy: 'Обновете Склад Pro до 3.07.056 или по-нова.',
  },
  'warehouse.notEmpty': {
    what: '{address} не е празен.',
    remedy: 'Примерен склад се прави само на ново място; нищо не е променено.',
  },
  'warehouse.busy': { what: 'Складът {address} е зает от друга програма.', remedy: LOOK_AGAIN },
  'warehouse.readOnly': { what: 'В склада {address} не може да се пише.', remedy: 'Дайте права за писане.' },
  'warehouse.full': {
    what: 'Няма място на диска за склада {address}.',
    remedy: 'Освободете място. ' + LOOK_AGAIN,
  },
  'warehouse.corrupt': {
    what: 'Базата {address} е повредена: {reason}.',
    remedy: 'Възстановете я от архив.',
  },
  'warehouse.access.notAccess': {
    what: '{address} не е файл на Access.',
    remedy:
      'Проверете адреса; базата обикновено е C:\\ProgramData\\Microinvest\\Warehouse Pro\\Microinvest.mdb.',
  },
  'warehouse.access.tooOld': {
    what: '{address} е файл на Access 97; такъв Склад Pro вече не ползва.',
    remedy: 'Посочете базата, с която Склад Pro работи сега.',
  },
  'warehouse.access.encrypted': {
    what: '{address} е шифрован с парола на Access и не може да се прочете.',
    remedy:
      'Махнете шифроването в Access („Декриптиране на базата данни“) или преместете базата на MySQL или SQL Server.',
  },
  'warehouse.access.changing': {
    what: 'Складът {address} се променяше през цялото четене; нищо не е изпратено.',
    remedy: 'Ще опитаме пак при следващото пускане.',
  },
  'warehouse.access.locked': {
    what: 'Базата {address} е отворена самостоятелно (за архив или уплътняване) от {who}.',
    remedy: 'Изчакайте да приключи. ' + LOOK_AGAIN,
  },
  'warehouse.access.halfWritten': {
    what: 'Запис в базата {address} е започнал и не е завършил; отворена е от {who}. Нищо не е изпратено.',
    remedy:
      'Ако програмата там е спряла насред записа, отворете Склад Pro веднъж, за да поправи файла. ' +
      LOOK_AGAIN,
  },
  'warehouse.access.readOnly': {
    what: 'Базата е на Access ({address}). От нея се четат стоки, цени и наличности; поръчки в нея не се записват, докато Склад Pro работи.',
    remedy:
      'За поръчките включете „Microinvest API“ в Utility Center и въведете адреса му за поръчки ' +
      '(api+http://машина:8700), или преместете базата на MySQL или SQL Server.',
  },
  'warehouse.access.otherDatabase': {
    what: 'Файлът на Access и {address} не са една и съща база: стока № {good} е „{here}“ в първия и „{there}“ във втория.',
    remedy: 'Посочете API на същата база, чийто файл се чете.',
  },
  'warehouse.closed': { what: 'Връзката със склада вече е затворена.', remedy: TELL_US },
  'warehouse.record.answerLost': {
    what: 'Не е известно дали поръчка № {order} е записана.',
    remedy: 'Следващото пускане първо ще провери, после ще продължи.',
  },
  'warehouse.number.exhausted': {
    what: 'Не се намери свободен номер на документ след {number} (вид {operationType}).',
    remedy: 'Проверете номерата в Склад Pro.',
  },
  'warehouse.number.rangeWithoutStart': {
    what: 'Номерата са по обекти, а обект № {location} няма начален номер за вид {operationType}.',
    remedy: 'Задайте начало на номерата за този обект в Склад Pro.',
  },
  'warehouse.document.doesNotAddUp': {
    what: 'Документът за поръчка № {order} излезе {found} вместо {expected} и не беше записан.',
    remedy: TELL_US,
  },
  'warehouse.stock.notEnough': {
    what: 'Няма наличност за стока № {good}: нужни са {quantity}.',
    remedy: 'Заредете стоката или разрешете отрицателни количества в Склад Pro.',
  },
  'warehouse.stock.rowMissing': {
    what: 'Стока № {good} няма наличност в този обект.',
    remedy: 'Отворете стоката в Склад Pro и я запишете наново.',
  },
  'warehouse.salesNotPossible': {
    what: 'През REST API на склада поръчки не се внасят като продажби.',
    remedy: 'Изберете друг вид документ: поръчка, проформа или оферта.',
  },
  'warehouse.api.broken': {
    what: 'REST API на склада {address} отговори с грешка {status}.',
    remedy: LOOK_AGAIN,
  },
  'warehouse.api.tooSlow': {
    what: 'Отговорът на {address} идваше твърде бавно и беше прекъснат ({reason}).',
    remedy: LOOK_AGAIN,
  },
  'warehouse.api.leadsElsewhere': {
    what: 'Адресът {address} препраща към {leadsTo}. Нищо не е изпратено.',
    remedy: 'Въведете {leadsTo} като адрес на склада (с „api+“ отпред).',
  },
  'warehouse.api.unreadable': {
    what: 'Отговорът на {address} не е на REST API на Склад Pro ({path}).',
    remedy: 'Проверете адреса, порта и включен ли е модулът „Microinvest API“ в Utility Center.',
  },
  'warehouse.api.refused': {
    what: 'REST API на склада отказа: {message}',
    remedy: 'Проверете записа в склада и пуснете отново.',
  },
  'warehouse.value.refused': {
    what: 'Складът отказа стойността в полето {field}: извън границите му е, липсва или противоречи на правило на базата.',
    remedy: 'Поправете записа; ако полето е ваше, добавено към базата, дайте му стойност по подразбиране.',
  },
  'warehouse.text.refused': {
    what: 'Складът не прие текста в полето {field}.',
    remedy: 'Махнете необичайните знаци.',
  },
  'warehouse.text.tooLong': {
    what: 'Текст е по-дълъг, отколкото побира колоната {column} на таблицата {table} (поръчка {order}).',
    remedy:
      'Базата се различава от тази на Склад Pro: върнете дължината на колоната, или скъсете текста в поръчката.',
  },
  'unp.range.exhausted': {
    what: 'Диапазонът за УНП на {device} свърши (до {to}).',
    remedy: 'Обявете и въведете нов диапазон. Поръчките чакат невредими.',
  },
  'unp.sequence.behindLedger': {
    what: 'За {device} вече сме издали УНП до {ledger}, а складът знае само до {warehouse}.',
    remedy:
      'Вероятно складът е възстановен от стар архив. Започнете диапазона от следващ номер; нищо не е издадено повторно.',
  },
  'unp.special': {
    what: 'Следващият УНП би бил {unp}, а тази стойност е запазена от закона.',
    remedy: 'Сменете началото на диапазона.',
  },
  'unp.notPossible': {
    what: 'През REST API на склада не може да се запише УНП, а складът е със СУПТО.',
    remedy:
      'Свържете се направо с базата (mysql:, mssql:), или разрешете изрично настройката „Поръчки без УНП през REST API“: тогава ' +
      'поръчките влизат без УНП и номерът се дава в склада.',
  },
  'unp.malformed': { what: '„{unp}“ не е УНП.', remedy: 'Проверете откъде идва.' },
  'unp.differsAtShop': {
    what: 'За поръчка № {order} нашият УНП е {ours}, а в магазина стои {shop}.',
    remedy: 'Не сме го презаписали. Проверете кой е верният.',
  },
  'unp.notKept': {
    what: 'Магазинът не запази УНП на поръчка № {order}.',
    remedy: 'УНП стои в склада и в дневника.',
  },

  ...SHOP_ERRORS,

  'order.unreadable': {
    what: 'Поръчка № {order} не може да се прочете (поле {field}: {problem}).',
    remedy: 'Отворете я в магазина и я запишете наново.',
  },
  'order.numberless': {
    what:
      'Поръчка от {day} за {total} (стоки: {codes}) идва от магазина без четим номер (на мястото му: ' +
      '{written}) и не е внесена. В списъка стои след № {above} и преди № {below}.',
    remedy:
      'Намерете я в магазина по датата и сумата и я запишете наново. Ако номерът ѝ пак не се чете, въведете ' +
      'документа на ръка и покажете поръчката на поддръжката на магазина.',
  },
  'order.empty': {
    what: 'Поръчка № {order} няма артикули.',
    remedy: 'Откажете я в магазина или добавете артикули.',
  },
  'order.declinedTooLate': {
    what: 'Поръчка № {order} вече има документ в склада или той се записва в момента.',
    remedy:
      'Ако документът не е нужен, анулирайте го в склада; тогава тук ще бъдете попитани какво да стане с поръчката.',
  },
  'order.notFound': { what: 'Няма поръчка № {order}.', remedy: 'Проверете номера.' },
  'good.notFound': {
    what: 'В склада няма стока № {good}.',
    remedy: 'Проверете номера: той се вижда при стоката, не е кодът ѝ.',
  },
  'product.notFound': {
    what: 'В магазина няма продукт № {product}.',
    remedy: 'Проверете номера в магазина: той се вижда при продукта, не е кодът му.',
  },
  'order.good.unknown': {
    what: 'Поръчка № {order}: в склада няма стока с код „{code}“ ({name}).',
    remedy: 'Създайте стоката или поправете кода; поръчката ще влезе при следващото пускане.',
  },
  'order.good.near': {
    what: 'Поръчка № {order}: няма стока с код „{code}“, но много приличат: {goods}.',
    remedy:
      'Ако е същата, изравнете кодовете (или „skladbridge link ИМЕ СТОКА ПРОДУКТ“); ако не е, създайте стоката сами. Нова стока не е създадена.',
  },
  'order.good.ambiguous': {
    what: 'Поръчка № {order}: кодът „{code}“ го имат няколко стоки ({goods}).',
    remedy: 'Оставете кода само на една от тях.',
  },
  'order.good.stranger': {
    what: 'Поръчка № {order}: продуктът с код „{code}“ е свързан със стока № {good}, а тя е вече „{goodCode}“ {name}. Поръчката чака.',
    remedy:
      'Ако е същата стока, свържете ги отново на страницата „Стоки“ или със „skladbridge link ИМЕ СТОКА ПРОДУКТ“; ако е друга, развържете ги със „skladbridge unlink ИМЕ СТОКА“.',
  },
  'order.good.appeared': {
    what: 'Поръчка № {order}: докато се записваше, в склада се появи стока с код „{code}“ (№ {good}).',
    remedy: 'Нищо не е нужно: втора стока не е създадена, следващото изпълнение записва поръчката с тази.',
  },
  'order.good.deleted': {
    what: 'Поръчка № {order}: стоката с код „{code}“ (№ {good}) е изтрита в склада.',
    remedy: 'Възстановете я или свържете продукта с друга.',
  },
  'order.good.noVatGroup': {
    what: 'Поръчка № {order}: стоката „{code}“ (№ {good}) няма ДДС група.',
    remedy: 'Задайте ѝ ДДС група в Склад Pro.',
  },
  'order.quantity.bad': {
    what: 'Поръчка № {order}: количеството на „{code}“ е {quantity}.',
    remedy: 'Поправете поръчката в магазина.',
  },
  'order.price.bad': {
    what: 'Поръчка № {order}: цената на „{code}“ е {price}.',
    remedy: 'Поправете поръчката в магазина.',
  },
  'order.totalLine.unknown': {
    what: 'Поръчка № {order}: непознат ред „{type}“ за {amount}.',
    remedy:
      'Изберете какво значи думата „{type}“ – в страницата „Думи“ на сървъра или с „skladbridge profile words ИМЕ“; поръчките с нея влизат със следващото пускане. Ако с него купувачът плаща (подаръчна карта, ваучер, точки, депозит), то не е отстъпка: тя би намалила и данъчната основа, а документът трябва да е за пълната сума. Оставете такава дума без значение и въведете тези поръчки на ръка.',
  },
  'order.totalLine.wrongSign': {
    what: 'Поръчка № {order}: редът „{type}“ е {amount}, а знакът не е очакваният.',
    remedy: 'Поправете поръчката в магазина.',
  },
  'order.deliveryGood.missing': {
    what: 'Поръчка № {order} има доставка за {amount}, а не е избрана стока за доставка.',
    remedy: 'Изберете стока-услуга в настройката „Стока за доставка“.',
  },
  'order.feeGood.missing': {
    what: 'Поръчка № {order} има такса {amount}, а не е избрана стока за такси.',
    remedy: 'Изберете стока-услуга в настройката „Стока за такси“.',
  },
  'order.partner.ambiguous': {
    what: 'Поръчка № {order}: на клиента отговарят няколко партньори ({partners}).',
    remedy: 'Обединете ги или поправете данните им ({key}).',
  },
  'order.partner.otherName': {
    what: 'Поръчка № {order}: клиентът има общ ЕИК, имейл или телефон ({key}) с партньор {partners}, но друго име.',
    remedy: 'Поправете данните на партньора или създайте на клиента собствен картон.',
  },
  'order.partner.nameless': {
    what: 'Поръчка № {order} е без име и без фирма.',
    remedy: 'Попълнете името в магазина или изберете партньор в настройката „Партньор за клиенти без име“.',
  },
  'order.partner.gone': {
    what: 'Поръчка № {order}: партньор № {partner} го няма в склада.',
    remedy: 'Изберете друг партньор.',
  },
  'order.number.absurd': {
    what: 'Поръчка № {order} има номер, до който магазинът не може да е стигнал след № {last}. Не е внесена; другите се внасят.',
    remedy:
      'Вижте я в магазина. Ако е истинска, опитайте я пак от „За внимание“: внася се, а броенето продължава от № {last}.',
  },
  'order.date.bad': {
    what: 'Поръчка № {order} има дата „{date}“.',
    remedy: 'Поправете поръчката в магазина.',
  },
  'order.documentGone': {
    what: 'Поръчка № {order} вече е била записана ({claim}), но документа го няма – изтрит е или е превърнат в друг.',
    remedy: 'Втори път не се записва. Ако трябва, въведете я на ръка.',
  },
  'order.documentDiffers': {
    what: 'Документ {document} с УНП {unp} носи бележката на поръчка № {order}, но не ѝ съответства: {differences}.',
    remedy:
      'Поръчката не се записва втори път и УНП не е изпратен в магазина. Сравнете двете: поправете документа, за да съвпадне с поръчката, или въведете поръчката на ръка.',
  },
  'order.twoDocuments': {
    what: 'Бележката на поръчка № {order} стои на няколко документа: {documents}.',
    remedy:
      'Нищо не е записано и УНП не е изпратен в магазина. Оставете бележката „Seliton №{order} …“ само на документа, който е на поръчката.',
  },
  'order.changedAfterImport': {
    what: 'Поръчка № {order} е променена в магазина, след като стана документ {document} с УНП {unp}: {changes}.',
    remedy: 'Документът не е пипан. Сравнете и го поправете на ръка.',
  },
  'order.cancelledAfterImport': {
    what: 'Поръчка № {order} е „{status}“ в магазина, а вече е документ {document} с УНП {unp}.',
    remedy: 'Анулирайте документа в Склад Pro, ако още не е продажба.',
  },
  'order.removedAfterImport': {
    what: 'Поръчка № {order} е изтрита от магазина, а вече е документ {document} с УНП {unp}.',
    remedy:
      'Документът не е пипан. Ако поръчката е отказана, анулирайте го в Склад Pro, ако още не е продажба.',
  },
  'order.unreadableAfterImport': {
    what: 'Поръчка № {order} вече е документ {document} с УНП {unp}, но в магазина вече не се чете: {field}.',
    remedy: 'Документът не е пипан. Отворете поръчката в магазина и я сравнете с него.',
  },
  'order.unp.foreign': {
    what: 'Поръчка № {order} вече носи УНП {unp}, а в склада няма неин документ.',
    remedy: 'Проверете кой го е издал; нов номер не е взет.',
  },

  'good.stranger': {
    what: 'Стока № {good} е вече „{code}“ {name}, а е свързана с продукт {product}, изпратен като „{known}“ {knownName}. Нищо за нея не е изпратено.',
    remedy:
      'Ако е същата стока, одобрете със „skladbridge release ИМЕ НОМЕР“ или я свържете отново: „skladbridge link ИМЕ {good} {product}“. Ако е друга: „skladbridge unlink ИМЕ {good}“.',
  },
  'good.code.missing': {
    what: 'Стока № {good} „{name}“ няма нито код, нито баркод.',
    remedy: 'Дайте ѝ код: без него не може да бъде намерена в магазина.',
  },
  'good.code.ambiguous': {
    what: 'Кодът „{code}“ го имат няколко стоки: {goods}.',
    remedy: 'Оставете го само на една. Или изберете сами: „skladbridge link ИМЕ СТОКА ПРОДУКТ“.',
  },
  'good.barcode.ambiguous': {
    what: 'Баркодът {barcode} го имат няколко стоки: {goods}.',
    remedy: 'Оставете го само на една. Или изберете сами: „skladbridge link ИМЕ СТОКА ПРОДУКТ“.',
  },
  'good.product.ambiguous': {
    what: 'Кодът „{code}“ на стока № {good} го имат няколко продукта в магазина: {products}.',
    remedy: 'Оставете го само на един. Или изберете сами: „skladbridge link ИМЕ СТОКА ПРОДУКТ“.',
  },
  'good.product.shared': {
    what: 'Продукт {product} в магазина (код „{key}“) съвпада с няколко стоки: {goods}. Никоя не го взема.',
    remedy:
      'Оставете този код или баркод само на една от стоките. Или изберете сами: „skladbridge link ИМЕ СТОКА ПРОДУКТ“.',
  },
  'good.product.near': {
    what: 'Стока № {good} с код „{code}“ прилича на продукт в магазина: {products}. Нов продукт не е създаден.',
    remedy:
      'Ако са едно и също, изравнете кодовете; ако не са, променете единия така, че да се различава ясно. Или изберете сами: „skladbridge link ИМЕ СТОКА ПРОДУКТ“.',
  },
  'good.code.notRenamed': {
    what: 'Стока № {good} вече е с код „{code}“, а продукт {product} в магазина е с „{known}“. През XML кодът не се сменя; цената и количеството се изпращат под стария.',
    remedy:
      'Сменете кода на продукта в магазина. Ако експортният XML не е настроен, след това одобрете със „skladbridge release ИМЕ НОМЕР“.',
  },
  'good.product.linkedElsewhere': {
    what: 'Продукт {product} вече е свързан със стока № {other}, а съвпада и със стока № {good}.',
    remedy:
      'Проверете кодовете на двете стоки. Ако продуктът е на тази стока: „skladbridge unlink ИМЕ {other}“ и пуснете отново.',
  },
  'good.price.bad': {
    what: 'Стока № {good} „{name}“ има цена „{price}“.',
    remedy: 'Въведете цена в избраната ценова група; с цена 0 стоката не се изпраща.',
  },
  'good.vatGroup.missing': {
    what: 'Стока № {good} „{name}“ няма ДДС група, а цената трябва да се преизчисли.',
    remedy: 'Задайте ѝ ДДС група.',
  },
  'good.name.missing': { what: 'Стока № {good} няма име.', remedy: 'Въведете име.' },
  'word.status.unknown': {
    what: 'Магазинът ползва състояние „{word}“ (поръчка № {order}), което не е известно; поръчките с него чакат.',
    remedy:
      'Кажете какво значи на страницата „Думи“ на сървъра. В терминала „skladbridge profile words ИМЕ“ показва думите и какво може да значи всяка.',
  },
  'order.arithmetic.ambiguous': {
    what: 'Поръчка № {order}: сумите ѝ се връзват по повече от един начин, с различни редове.',
    remedy:
      'Изберете как магазинът записва отстъпките и цените на страницата „Думи“ на сървъра; в терминала ги показва „skladbridge profile words ИМЕ“. Поръчката влиза със следващото пускане.',
  },
  'product.unreadable': {
    what: 'Продукт {product} с код „{code}“ идва от магазина нечетим: {field}.',
    remedy: 'Отворете продукта в магазина, поправете полето и го запишете отново.',
  },
  'product.code.missing': {
    what: 'Продукт {product} „{name}“ няма нито код, нито баркод.',
    remedy: 'Дайте му код в магазина.',
  },
  'product.code.ambiguous': {
    what: 'Кодът „{code}“ го имат няколко продукта: {products}.',
    remedy: 'Оставете го само на един.',
  },
  'product.price.bad': {
    what: 'Продукт {product} има цена „{price}“.',
    remedy: 'Поправете цената в магазина.',
  },
  'product.good.near': {
    what: 'Продукт {product} с код „{code}“ прилича на стоки в склада: {goods}. Нова стока не е създадена.',
    remedy:
      'Ако е същата, изравнете кодовете (или „skladbridge link ИМЕ СТОКА ПРОДУКТ“); ако не е, променете единия код така, че да се различава ясно.',
  },
  'product.good.ambiguous': {
    what: 'Продукт {product} с код „{code}“ съвпада с няколко стоки: {goods}.',
    remedy: 'Оставете кода само на една.',
  },

  'bug.unexpected': { what: 'Неочаквана грешка: {message}', remedy: TELL_US },
  'bug.assertion': { what: 'Вътрешна проверка не мина: {message}', remedy: TELL_US },
};
