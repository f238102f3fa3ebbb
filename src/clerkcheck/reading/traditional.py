"""Traditional characters of the words by which tables and notices are read, in the simplified ones.

Each of them has one simplified form only, and none is itself in use among simplified characters (著, 乾). A whole text
is converted elsewhere, with what comes with it (packs/source_characters.py); titles stay as they were written.
"""

_SIMPLIFIED = str.maketrans(
    "並佈併來係個備傳債傾僅價億儘償優儲內兩別刪則劃動務勝勞勵匯區協參員問單嗎國圍園圖執堅報場夠學實審寫將"
    "專對導屆層屬帶幣幹幾庫廣廳張強彙從復態慶憑應懲戰戶採換損擁擇擔據擬擴數斷時暫曆會條業構標樣機檢臺權歷"
    "決沒況減測準滿濟災為爲無營爭獎獨獲現環產畝當療發盡監眾衆確禮稅種稱積穩競節範築簽籌約納純紙級組結絕給"
    "統經綜網緊編縣總織續罰義習聞聯職聽脩臘臨與舉舊萬處號術衛補製複見規視觀訂計討託記訟設許訴註證評詢話該"
    "認語說調談請論諮識議護讀變讓負財貨責費貼資賠質購趕較載轉辦農迴這連週進運過達適遲選還鄉醫錄錶鍵鎮長門"
    "開間閱關際隨險隱難電響頁項順須預領頭題額類顧風養餘體麼點黨齊於紀後",
    "并布并来系个备传债倾仅价亿尽偿优储内两别删则划动务胜劳励汇区协参员问单吗国围园图执坚报场够学实审写将"
    "专对导届层属带币干几库广厅张强汇从复态庆凭应惩战户采换损拥择担据拟扩数断时暂历会条业构标样机检台权历"
    "决没况减测准满济灾为为无营争奖独获现环产亩当疗发尽监众众确礼税种称积稳竞节范筑签筹约纳纯纸级组结绝给"
    "统经综网紧编县总织续罚义习闻联职听修腊临与举旧万处号术卫补制复见规视观订计讨托记讼设许诉注证评询话该"
    "认语说调谈请论咨识议护读变让负财货责费贴资赔质购赶较载转办农回这连周进运过达适迟选还乡医录表键镇长门"
    "开间阅关际随险隐难电响页项顺须预领头题额类顾风养余体么点党齐于纪后",
)


def simplified(text: str) -> str:
    """Return a text to be compared with words of ours, its traditional characters simplified; as long as before."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)
