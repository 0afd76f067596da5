/**
 * Words that people use for fields in German, French, Spanish, Portuguese, Italian, Dutch, Japanese and Korean, and the
 * technical names of SAP, in the order of strength. Accents do not matter.
 */
export const wordsAbroad: Record<string, string> = {
  account:
    'kunde, kundenname, client, nom client, nom du client, raison sociale, cliente, nombre cliente, nombre del cliente, razón social, razão social, nome do cliente, nome cliente, nome fantasia, ragione sociale, klant, klantnaam, firma, firmenname, auftraggebername, debitorname, société, entreprise, empresa, compañía, azienda, 顧客, 顧客名, 取引先, 取引先名, 得意先, 得意先名, 会社名, 企業名, 納入先, 納品先, お客様名, 請求先, 販売先, 店舗名, 거래처, 거래처명, 고객, 고객명, 고객사, 고객사명, 회사명, 업체명, 매장명, name 1, name1, kundenbezeichnung, geschäftspartner, warenempfänger, regulierer, tiers, intitulé client, tercero, sucursal, loja, debitor, auftr geber name, name auftraggeber, name 1 auftraggeber, name des auftraggebers, name warenempfänger, name debitor, begünstigter, auftraggeber / begünstigter, zahlungsbeteiligter, beguenstigter/zahlungspflichtiger, name zahlungsbeteiligter',
  account_id:
    'kundennr, kundennummer, kunden-nr, kunden-id, kundencode, kd-nr, kdnr, debitorennummer, debitorennr, auftraggeber, code client, n° client, numéro client, id client, référence client, compte client, código cliente, código de cliente, código del cliente, cód cliente, id cliente, nº cliente, número de cliente, código do cliente, cod cliente, número do cliente, cnpj, nif, codice cliente, numero cliente, klantnummer, klantcode, 顧客コード, 顧客番号, 顧客id, 取引先コード, 取引先番号, 得意先コード, 得意先番号, 会社コード, 거래처코드, 고객코드, 고객번호, 고객id, 업체코드, kunnr, kunag, kunwe, kunrg, 购货单位代码, 购货单位编码, 往来单位编码, 往来单位代码, 单位编码, debitor, auftr geber, auftraggebernr, kundenkonto',
  parent:
    'konzern, muttergesellschaft, hauptkunde, groupe, maison mère, société mère, grupo, empresa matriz, matriz, gruppo, 親会社, グループ, 그룹, 모회사',
  site: 'lager, lagerort, standort, werk, filiale, niederlassung, entrepôt, magasin, dépôt, almacén, bodega, tienda, armazém, depósito, magazzino, sede, magazijn, 倉庫, 倉庫名, 拠点, 支店, 창고, 창고명, 지점, werks, lgort',
  product:
    'artikel, artikelbezeichnung, artikelname, produkt, produktname, produktbezeichnung, materialkurztext, materialbezeichnung, leistung, produit, nom produit, nom du produit, désignation, libellé, libellé article, artículo, producto, nombre producto, nombre del producto, descripción, descripción artículo, produto, nome do produto, descrição, descrição do produto, prodotto, articolo, descrizione, descrizione articolo, omschrijving, 商品, 商品名, 品名, 製品, 製品名, 品目, 品目名, 品目名称, サービス名, 제품, 제품명, 상품, 상품명, 품목, 품목명, arktx, maktx, lineitem name, line item, line item name, 存货名称, 存货',
  sku: 'artikelnr, artikelnummer, artikel-nr, art-nr, artnr, materialnummer, produktnummer, référence, référence produit, référence article, réf, code article, code produit, código artículo, código de artículo, código producto, código de producto, código del producto, referencia, código do produto, código produto, cód produto, codice articolo, codice prodotto, artikelcode, 商品コード, 商品番号, 品番, 品目コード, 製品コード, 製品番号, 型番, 제품코드, 상품코드, 품목코드, 품번, matnr, lineitem sku, inventory item code',
  category:
    'warengruppe, produktgruppe, produktkategorie, kategorie, sparte, catégorie, famille de produits, gamme, categoría, rubro, línea, categoria, linha, reparto, categorie, カテゴリ, カテゴリー, 商品分類, 商品カテゴリ, 分類, 大分類, 中分類, 카테고리, 분류, 대분류, 제품군, matkl, spart',
  family: 'produktfamilie, famille, familia, família, famiglia, シリーズ, 제품계열',
  list_price:
    'listenpreis, prix catalogue, prix public, precio de lista, precio de venta, precio venta, precio tarifa, preço de tabela, preço de venda, prezzo di listino, 定価, 標準価格, 販売価格, 정가, 판매가',
  unit: 'einheit, mengeneinheit, me, unité, unidad, unidad de medida, unidade, unità, eenheid, 単位, 단위, meins, vrkme',
  date: 'datum, rechnungsdatum, belegdatum, buchungsdatum, fakturadatum, auftragsdatum, bestelldatum, lieferdatum, stichtag, monat, periode, buchungsperiode, kalendermonat, woche, quartal, date facture, date de facture, date de facturation, date commande, date de commande, date de vente, mois, période, semaine, trimestre, fecha, fecha factura, fecha de factura, fecha pedido, fecha de pedido, fecha de venta, fecha emisión, fecha de emisión, mes, período, semana, data, data de emissão, data da emissão, data emissão, data da venda, data do pedido, data da fatura, data de faturamento, mês, data fattura, data ordine, data documento, mese, periodo, factuurdatum, orderdatum, maand, 日付, 売上日, 売上日付, 受注日, 請求日, 出荷日, 納品日, 伝票日付, 計上日, 取引日, 年月日, 年月, 売上月, 計上月, 月度, 日時, 期間, 날짜, 일자, 매출일, 매출일자, 거래일, 거래일자, 주문일, 주문일자, 판매일, 연월, 년월, 기준일, fkdat, audat, erdat, budat, bldat, vdatu, spmon, perio, buchungstag, wertstellung, valutadatum, emissão, fecha operación, fecha valor, date opération, date comptable',
  order:
    'rechnungsnr, rechnungsnummer, rechnung, belegnummer, belegnr, beleg, faktura, fakturanummer, auftragsnummer, auftragsnr, auftrag, bestellnummer, bestellung, n° facture, nº facture, numéro facture, numéro de facture, facture, n° commande, numéro de commande, commande, n° pièce, nº factura, n° factura, número factura, número de factura, factura, nº pedido, número de pedido, pedido, nota fiscal, nº nota fiscal, número da nota, nf, nf-e, número do pedido, nº do pedido, fattura, numero fattura, n fattura, ordine, numero ordine, factuurnummer, ordernummer, 伝票番号, 受注番号, 注文番号, 請求書番号, 請求番号, 売上番号, 伝票no, 受注no, 전표번호, 주문번호, 송장번호, 계산서번호, vbeln, num, billing document, doc num, transaction number, opportunity id, deal id, record id, verk beleg, verkaufsbeleg, belegnr, belegfeld 1, re nr, rg nr, rechnungs nr',
  revenue:
    "umsatz, nettoumsatz, umsatz netto, umsatzerlöse, erlös, erlöse, nettowert, nettobetrag, betrag, gesamtbetrag, rechnungsbetrag, positionswert, wert, montant, montant ht, montant net, total ht, ca ht, ca, chiffre d affaires, chiffre d'affaires, prix total, importe, importe neto, importe total, total neto, base imponible, ventas, venta, venta neta, facturación, ingresos, monto, valor, valor total, valor líquido, valor da venda, vendas, faturamento, receita, total líquido, importo, imponibile, fatturato, ricavi, totale, valore, omzet, bedrag, 売上, 売上高, 売上金額, 売上額, 金額, 税抜金額, 税込金額, 請求金額, 受注金額, 販売金額, 合計金額, 小計, 매출, 매출액, 매출금액, 판매금액, 판매액, 금액, 공급가액, 합계금액, netwr, 无税金额, betrag in bw, betrag in hw, betrag in hauswährung, betrag in belegwährung, betrag in lw",
  quantity:
    'menge, anzahl, stück, stückzahl, absatz, absatzmenge, verkaufte menge, fakturierte menge, auftragsmenge, quantité, qté, quantité vendue, nombre, cantidad, cant, unidades, unidades vendidas, quantidade, qtd, qtde, unidades vendidas, quantità, qta, pezzi, aantal, hoeveelheid, 数量, 販売数, 販売数量, 売上数量, 受注数, 受注数量, 個数, 本数, 件数, 수량, 판매수량, 주문수량, 판매량, fkimg, kwmeng, menge, lineitem quantity',
  price:
    'einzelpreis, stückpreis, preis, verkaufspreis, nettopreis, e-preis, prix unitaire, prix unitaire ht, pu, pu ht, prix, prix de vente, precio, precio unitario, precio unit, p unitario, preço, preço unitário, valor unitário, vlr unitário, prezzo, prezzo unitario, prijs, stukprijs, 単価, 販売単価, 税抜単価, 価格, 단가, 판매단가, 가격, netpr, unit amount, item rate, lineitem price',
  cost: "kosten, einstandspreis, wareneinsatz, herstellkosten, selbstkosten, coût, coûts, coût de revient, prix de revient, coût d'achat, coste, costo, costo total, coste total, custo, custo total, cmv, costi, kostprijs, 原価, 売上原価, 仕入金額, 원가, 매출원가, wavwr",
  currency:
    'währung, waehrung, belegwährung, devise, monnaie, moneda, divisa, moeda, valuta, 通貨, 通貨コード, 통화, 통화코드, waerk, waers, währg, wrg, whg, wkz, belegwährg, hauswährg',
  market: 'land, pays, país, pais, paese, nazione, 国, 国名, 국가, 국가명, land1, länderkennung, ländername',
  region:
    'gebiet, verkaufsgebiet, vertriebsgebiet, région, zone, secteur commercial, región, zona, região, regione, regio, 地域, エリア, 地区, 지역, 권역, bzirk',
  province:
    'bundesland, kanton, département, provincia, comunidad autónoma, departamento, estado, uf, provincie, 都道府県, 県, 시도, regio',
  city: 'ort, stadt, ville, commune, ciudad, población, localidad, municipio, cidade, município, città, comune, plaats, stad, 市区町村, 市町村, 市, 도시, 시군구, ort01',
  industry:
    "branche, wirtschaftszweig, secteur, secteur d activité, secteur d'activité, activité, sector, giro, rubro, setor, segmento de mercado, ramo de atividade, settore, bedrijfstak, 業種, 業界, 産業, 업종, 업태, 산업, brsch",
  segment:
    'kundengruppe, kundenklasse, kundensegment, abc-klasse, segment client, catégorie client, segmento, clase, classificação, segmento cliente, segmento do cliente, 顧客区分, 得意先区分, ランク, 区分, 등급, 고객등급, 고객구분, kdgrp',
  owner:
    'vertreter, verkäufer, außendienst, außendienstmitarbeiter, betreuer, kundenbetreuer, ansprechpartner vertrieb, vertriebsmitarbeiter, mitarbeiter, zuständig, sachbearbeiter, commercial, vendeur, responsable, représentant, chargé de clientèle, vendedor, comercial, ejecutivo, agente comercial, representante, responsável, executivo de contas, agente, venditore, commerciale, verkoper, accountmanager, vertegenwoordiger, 担当者, 担当, 営業担当, 営業担当者, 担当者名, 담당자, 영업담당, 영업담당자, 담당자명, 영업사원, opportunity owner, deal owner, account owner, case owner, company owner, record owner, assigned, assigned to, 添加人, 跟进成员, 所属员工, 服务人员',
  team: 'abteilung, vertriebsbereich, verkaufsbüro, vkbüro, verkaufsorganisation, équipe, service, département commercial, equipo, departamento comercial, equipe, filial, reparto commerciale, afdeling, 部門, 部門名, 部署, 部署名, 課, 営業所, 事業部, 부서, 부서명, 팀, vkorg, vkbur, vkgrp, sales office, 所属部门',
  channel:
    'vertriebsweg, vertriebskanal, kanal, canal, canal de venta, canal de vendas, canale, kanaal, チャネル, 販売チャネル, 販路, 채널, 판매채널, vtweg',
  contract_start:
    "vertragsbeginn, vertragsstart, laufzeitbeginn, gültig ab, date de début, début contrat, début du contrat, date d'effet, fecha inicio, fecha de inicio, inicio contrato, inicio de contrato, data de início, início do contrato, vigência início, data inizio, inizio contratto, 契約開始日, 契約日, 開始日, 계약시작일, 계약일",
  contract_end:
    "vertragsende, laufzeitende, gültig bis, kündigungsdatum, date de fin, fin contrat, fin du contrat, date d'échéance, fecha fin, fecha de fin, fin contrato, fin de contrato, vencimiento, fecha vencimiento, data de término, data fim, fim do contrato, vigência fim, data fine, scadenza, fine contratto, 契約終了日, 契約満了日, 終了日, 更新日, 계약종료일, 계약만료일, 만료일",
  tags: 'schlagworte, étiquettes, mots clés, etiquetas, etichette, タグ, 태그, 企业标签',
  target:
    'plan, planwert, planumsatz, ziel, zielwert, zielumsatz, umsatzziel, soll, sollwert, vorgabe, objectif, objectif ca, cible, objetivo, meta, cuota, presupuesto, meta de vendas, orçamento, cota, obiettivo, doelstelling, doel, 目標, 売上目標, 目標金額, 目標額, 予算, 予算額, 計画, 計画額, ノルマ, 목표, 목표액, 매출목표, 계획, 예산',
  measure: 'kennzahl, messgröße, indicateur, indicador, indicatore, 指標, 지표',
  nps: 'weiterempfehlung, weiterempfehlungsbereitschaft, note nps, puntuación nps, nota nps, 推奨度, おすすめ度, 추천의향, 추천점수',
  csat: 'zufriedenheit, gesamtzufriedenheit, bewertung, satisfaction globale, note de satisfaction, satisfacción, calificación, satisfação, nota, soddisfazione, 満足度, 総合満足度, 評価, 만족도, 평점',
  comment:
    'kommentar, bemerkung, anmerkung, begründung, commentaire, commentaires, remarque, comentario, comentarios, observaciones, comentário, comentários, observação, commento, opmerking, コメント, 感想, ご意見, 自由記述, 理由, 의견, 코멘트, 후기',
  respondent:
    'befragter, ansprechpartner, répondant, contact, contacto, encuestado, contato, respondente, contatto, 回答者, 担当者様, 응답자',
  topic: 'thema, betreff, sujet, thème, tema, asunto, assunto, argomento, トピック, 件名, 주제',
  type: "aktivität, aktivitätsart, besuchsart, kontaktart, vorgang, type d'activité, type de visite, tipo de actividad, tipo de visita, tipo de atividade, tipo attività, 活動種別, 活動内容, 種別, 訪問種別, 활동유형, 방문유형",
  planned: 'erledigt, estado, statut, état, stato, situação, 状況, ステータス, 상태',
  note: 'notiz, notizen, besuchsbericht, inhalt, compte rendu, compte-rendu, notas, nota de visita, anotações, note visita, 議事録, メモ, 内容, 備考, 내용, 비고, 메모, full comments',
  opened:
    'eröffnet, eröffnet am, angelegt am, erstellt am, ouvert le, créé le, date de création, fecha apertura, fecha de creación, abierto, data de abertura, aperto il, 起票日, 登録日, 開始日時, 등록일, 접수일, date/time opened, opened date, date opened',
  closed:
    'geschlossen, geschlossen am, erledigt am, clôturé le, fermé le, date de clôture, fecha cierre, fecha de cierre, cerrado, data de fechamento, data de encerramento, chiuso il, 完了日, 終了日時, クローズ日, 완료일, 종료일, date/time closed, closed date, date closed',
  due: "fällig, fällig am, fälligkeitsdatum, échéance, date d'échéance, vence, fecha límite, prazo, vencimento, scadenza, 期限, 期日, 締切, 마감일, 기한, 下次跟进时间, 下次跟进日期",
  inventory:
    'bestand, lagerbestand, endbestand, verfügbarer bestand, stock, stock disponible, stock final, existencias, inventario, saldo, estoque, saldo em estoque, giacenza, voorraad, 在庫, 在庫数, 在庫数量, 期末在庫, 現在庫, 残高, 재고, 재고수량, 재고량, 현재고, 기말재고, labst, unrestricted, unrestricted stock',
  outbound:
    'abgang, abgänge, warenausgang, ausgang, sortie, sorties, expédié, salida, salidas, saídas, saída, uscita, uscite, uitgaand, 出庫, 出庫数, 出荷, 出荷数, 출고, 출고량, 출고수량',
  sell_out:
    'abverkauf, abverkäufe, sorties caisse, ventes consommateur, venta al público, 店頭販売数, 実売, 소비자판매',
  received:
    'zugang, zugänge, wareneingang, eingang, entrée, entrées, réception, entrada, entradas, recebido, entrata, entrate, carico, ontvangen, 入庫, 入庫数, 仕入数, 입고, 입고량, 입고수량',
  value:
    'wert, marktvolumen, marktgröße, taille du marché, volume du marché, tamaño del mercado, tamanho do mercado, dimensione del mercato, marktomvang, 市場規模, 시장규모, valeur, valor, valore, waarde, 値, 数値, 販売額, 商業販売額, 값, 수치, 데이터, obs value',
  metric:
    'kennzahl, indikator, indicateur, indicador, indicatore, 指標, 項目, 지표, 항목, indic, indic bt, unit measure',
  from: 'von, ausgangswährung, de, desde, moneda origen, moeda origem, da, van, 変換元, 기준통화, devise source, quellwährung',
  to: 'nach, zielwährung, vers, hacia, moneda destino, moeda destino, naar, 変換先, 대상통화, devise cible',
  rate: 'kurs, wechselkurs, umrechnungskurs, taux, taux de change, cours, tipo de cambio, cambio, cotización, taxa de câmbio, taxa, câmbio, cotação, tasso, tasso di cambio, wisselkoers, koers, レート, 為替レート, 換算レート, 환율',
};

/** The same, where a word means the field only in files of one kind. */
export const kindWordsAbroad: Record<string, Record<string, string>> = {
  accounts: {
    account: 'nom, nombre, nome, naam, 名称, 이름',
    account_id: 'nr, nummer, code, código, codigo, codice, コード, 番号, 코드, 번호',
  },
  products: {
    product: 'bezeichnung, nom, nombre, nome, 名称, 이름',
    sku: 'nr, nummer, código, codigo, codice, コード, 番号, 코드, 번호, réf',
    list_price: 'preis, prix, precio, preço, prezzo, 価格, 単価, 가격, 단가',
  },
  sales: {
    account: 'contact name, associated company, billing company, company / account, name, billing name',
    date: 'close date, closed date, won date, created at, date delivered',
    order: 'id, internal id, no, number',
    revenue:
      'actual, actuals, ist, ist-wert, réalisé, réel, realizado, real, consuntivo, 实际, 实际值, 实绩, 実績, 실적',
  },
  activities: {
    date: 'besuchsdatum, kontaktdatum, terminsdatum, date de visite, date visite, date du rendez-vous, fecha visita, fecha de visita, data da visita, data visita, 訪問日, 活動日, 商談日, 방문일, 방문일자, 활동일',
    type: 'art, tipo, 種類, 유형',
    note: 'bericht, rapport, subject',
    owner: 'besucher, visiteur, 訪問者, 방문자',
    account: 'company / account, related to',
  },
  stock: {
    inventory: 'menge, quantité, cantidad, quantidade, quantità, 数量, 수량',
    date: 'bestandsdatum, inventurdatum, date inventaire, fecha inventario, 棚卸日, 기준일자',
  },
  market: {
    category:
      'branche, wirtschaftszweig, produit, producto, setor, secteur, nace, nace_r2, nace r2, 業種, 産業, 商品, 업종, 품목',
    region:
      'geo, geo time period, land, bundesland, pays, région, país, región, comunidad autónoma, região, estado, paese, regione, 地域, 都道府県, 지역, 시도',
    value: "umsatz, chiffre d'affaires, ventas, vendas, 売上高, 販売額, 매출액",
  },
  feedback: {
    date: 'befragungsdatum, antwortdatum, date de réponse, fecha de respuesta, fecha encuesta, data da resposta, 回答日, 回答日時, 응답일, 응답일시',
  },
  plans: {
    market:
      'gebiet, vertriebsgebiet, verkaufsgebiet, région, zone, región, zona, região, regione, 地域, エリア, 地区, 지역',
    target: 'plan, soll, forecast, umsatz, betrag, montant, importe, valor, 売上, 売上高, 金額, 매출, 금액',
  },
};
